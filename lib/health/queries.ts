import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineControlQuery } from "@/lib/kernel";

/** Whether this process reaches its database. For a load balancer, which asks under the product's own host name. */
export const checkHealth = defineControlQuery({
  name: "health.check",
  permission: "anyone",
  hosts: "any",
  input: z.void(),
  run: async ({ tx }) => {
    await tx.execute(sql`select 1`);
    return { status: "ok" };
  },
});
