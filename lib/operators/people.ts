import { asc, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { operators, users } from "@/db/schema/control";
import { defineOperatorQuery } from "@/lib/kernel";

/** Who runs the platform, and who did; those who still do come first. */
export const listOperators = defineOperatorQuery({
  name: "console.list_operators",
  input: z.void(),
  run: ({ tx }) =>
    tx
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        addedBy: operators.addedBy,
        createdAt: operators.createdAt,
        revokedAt: operators.revokedAt,
        lastLoginAt: users.lastLoginAt,
      })
      .from(operators)
      .innerJoin(users, eq(users.id, operators.userId))
      .orderBy(desc(sql`${isNull(operators.revokedAt)}`), asc(users.name))
      .limit(200),
});
