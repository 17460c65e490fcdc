import { and, asc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import { members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { pickInput, toChoice } from "@/lib/records/pick";

/** People for a picker, by name: those who can own records today, or whoever `ids` names. */
export const searchMembers = defineQuery({
  name: "member.search",
  permission: "member:read",
  input: pickInput,
  run: async ({ ctx, tx, input: { q, ids } }) => {
    const words = `%${q.trim().replace(/[\\%_]/g, "\\$&")}%`;
    const rows = await tx
      .select({
        id: members.id,
        label: members.displayName,
        hint: sql<string | null>`coalesce(${members.title}, ${members.email})`,
      })
      .from(members)
      .where(
        within(
          ctx,
          members,
          ids
            ? inArray(members.id, ids)
            : and(
                eq(members.status, "active"),
                or(ilike(members.displayName, words), ilike(members.email, words)),
              ),
        ),
      )
      .orderBy(asc(members.displayName), asc(members.id))
      .limit(20);
    return rows.map(toChoice);
  },
});
