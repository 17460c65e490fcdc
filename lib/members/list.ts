import { and, eq, ilike, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { memberRoles, members, roles } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { listPage } from "@/lib/lists/page";
import { memberListInput } from "./schema";

/** A page of the workspace's people with their roles; those who were removed are left out. */
export const listMembers = defineQuery({
  name: "member.list",
  permission: "member:read",
  input: memberListInput,
  run: ({ ctx, tx, input: state }) =>
    listPage({
      ctx,
      tx,
      state,
      table: members,
      sorts: { name: members.displayName, joined: members.joinedAt },
      where: [
        ne(members.status, "removed"),
        state.q === "" ? undefined : named(state.q),
        state.filters.signin && bySignIn(state.filters.signin),
        state.filters.role &&
          inArray(
            members.id,
            sql`(select ${memberRoles.memberId} ${heldRoles(ctx)} and ${inArray(roles.slug, state.filters.role)})`,
          ),
      ],
      query: (cursor) =>
        tx
          .select({
            ...cursor,
            name: members.displayName,
            email: members.email,
            title: members.title,
            status: members.status,
            canSignIn: sql<boolean>`${members.userId} is not null`,
            joinedAt: members.joinedAt,
            roles: sql<string[]>`array(select ${roles.slug} ${heldRoles(ctx)}
              and ${eq(memberRoles.memberId, members.id)} order by ${roles.hierarchyLevel} desc)`,
          })
          .from(members)
          .$dynamic(),
    }),
});

/** The roles that are in force now. */
const heldRoles = (ctx: { tenantId: string }): SQL =>
  sql`from ${memberRoles} join ${roles} on ${within(
    ctx,
    roles,
    eq(roles.id, memberRoles.roleId),
    eq(roles.isActive, true),
  )} where ${within(
    ctx,
    memberRoles,
    isNull(memberRoles.revokedAt),
    sql`(${memberRoles.expiresAt} is null or ${memberRoles.expiresAt} > now())`,
  )}`;

function named(q: string): SQL | undefined {
  const words = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(members.displayName, words), ilike(members.email, words));
}

function bySignIn(values: string[]): SQL | undefined {
  const yes = values.includes("yes") ? isNotNull(members.userId) : undefined;
  const no = values.includes("no") ? isNull(members.userId) : undefined;
  return or(yes, no) ?? and(sql`false`);
}
