import { and, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { memberRoles, members, roles, teamMembers } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { listPage } from "@/lib/lists/page";
import { heldBy, inForce } from "./held";
import { memberListInput } from "./schema";

/** A page of the workspace's people with their roles and teams; those who were removed are left out unless they are asked for. */
export const listMembers = defineQuery({
  name: "member.list",
  permission: "member:read",
  input: memberListInput,
  run: async ({ ctx, tx, input: state }) => {
    const { rows, ...page } = await listPage({
      ctx,
      tx,
      state,
      table: members,
      sorts: { name: members.displayName, joined: members.joinedAt },
      where: [
        inArray(members.status, statusesOf(state.filters.status)),
        state.q === "" ? undefined : named(state.q),
        state.filters.signin && bySignIn(state.filters.signin),
        state.filters.role && byRole(tx, ctx, state.filters.role),
        state.filters.team && byTeam(tx, ctx, idsOf(state.filters.team)),
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
          })
          .from(members)
          .$dynamic(),
    });
    const ids = rows.map(({ id }) => id);
    const held = await heldBy(tx, ctx, ids);
    return {
      ...page,
      rows: rows.map((row) => ({
        ...row,
        roles: held.roles.get(row.id) ?? [],
        teams: (held.teams.get(row.id) ?? []).map(({ name }) => name),
      })),
    };
  },
});

const STATUSES = ["active", "suspended", "removed"] as const;

function statusesOf(values: string[] | undefined): (typeof STATUSES)[number][] {
  return values ? STATUSES.filter((status) => values.includes(status)) : ["active", "suspended"];
}

const byRole = (tx: TenantTx, ctx: Context, slugs: string[]): SQL =>
  inArray(
    members.id,
    tx
      .select({ id: memberRoles.memberId })
      .from(memberRoles)
      .innerJoin(roles, within(ctx, roles, eq(roles.id, memberRoles.roleId), eq(roles.isActive, true)))
      .where(inForce(ctx, inArray(roles.slug, slugs))),
  );

const byTeam = (tx: TenantTx, ctx: Context, ids: string[]): SQL =>
  inArray(
    members.id,
    tx
      .select({ id: teamMembers.memberId })
      .from(teamMembers)
      .where(within(ctx, teamMembers, inArray(teamMembers.teamId, ids))),
  );

function named(q: string): SQL | undefined {
  const words = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(members.displayName, words), ilike(members.email, words));
}

function bySignIn(values: string[]): SQL | undefined {
  const yes = values.includes("yes") ? isNotNull(members.userId) : undefined;
  const no = values.includes("no") ? isNull(members.userId) : undefined;
  return or(yes, no) ?? and(sql`false`);
}
