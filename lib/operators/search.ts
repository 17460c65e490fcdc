import { asc, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { operators, tenants, users } from "@/db/schema/control";
import { defineOperatorQuery } from "@/lib/kernel";
import { named } from "./columns";

const pickInput = z.object({ q: z.string().max(200).default(""), ids: z.array(z.uuid()).max(50).optional() });

/** Tenants for a picker and for the command menu, deleted ones among them. */
export const searchTenants = defineOperatorQuery({
  name: "console.search_tenants",
  input: pickInput,
  run: ({ tx, input: { q, ids } }) =>
    tx
      .select({ id: tenants.id, label: tenants.name, hint: tenants.slug })
      .from(tenants)
      .where(ids ? inArray(tenants.id, ids) : named(q))
      .orderBy(asc(tenants.name))
      .limit(20),
});

/** People who run the platform, or did, for a picker. */
export const searchOperators = defineOperatorQuery({
  name: "console.search_operators",
  input: pickInput,
  run: ({ tx, input: { q, ids } }) =>
    tx
      .select({ id: users.id, label: users.name, hint: users.email })
      .from(operators)
      .innerJoin(users, sql`${users.id} = ${operators.userId}`)
      .where(ids ? inArray(users.id, ids) : sql`strpos(lower(${users.name}), ${q.trim().toLowerCase()}) > 0`)
      .orderBy(asc(users.name))
      .limit(20),
});
