import { and, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { memberRoles, members, roles, teamMembers, teams } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { listPage } from "@/lib/lists/page";
import { memberListInput } from "./schema";

/** A role that a member has now, by itself and not through a team; `until` is a moment as JSON has it. */
export type HeldRole = { slug: string; name: string; until: string | null; team: string | null };

/** A page of the workspace's people with their roles and teams; those who were removed are left out unless they are asked for. */
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
        inArray(members.status, statusesOf(state.filters.status)),
        state.q === "" ? undefined : named(state.q),
        state.filters.signin && bySignIn(state.filters.signin),
        state.filters.role &&
          inArray(
            members.id,
            sql`(select ${memberRoles.memberId} ${heldRoles(ctx)} and ${inArray(roles.slug, state.filters.role)})`,
          ),
        state.filters.team &&
          inArray(
            members.id,
            sql`(select ${teamMembers.memberId} from ${teamMembers} where ${within(
              ctx,
              teamMembers,
              inArray(teamMembers.teamId, idsOf(state.filters.team)),
            )})`,
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
            roles: sql<
              HeldRole[]
            >`(select coalesce(json_agg(json_build_object('slug', ${roles.slug}, 'name', ${roles.name},
                'until', ${memberRoles.expiresAt}, 'team', ${teams.name}) order by ${roles.name}), '[]')
              ${heldRoles(ctx)} and ${eq(memberRoles.memberId, members.id)})`,
            teams: sql<string[]>`array(select ${teams.name} from ${teamMembers} join ${teams}
              on ${within(ctx, teams, eq(teams.id, teamMembers.teamId), eq(teams.isActive, true))}
              where ${within(ctx, teamMembers, eq(teamMembers.memberId, members.id))} order by ${teams.name})`,
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
  )} left join ${teams} on ${within(ctx, teams, eq(teams.id, memberRoles.teamId))} where ${within(
    ctx,
    memberRoles,
    isNull(memberRoles.revokedAt),
    sql`(${memberRoles.expiresAt} is null or ${memberRoles.expiresAt} > now())`,
  )}`;

const STATUSES = ["active", "suspended", "removed"] as const;

function statusesOf(values: string[] | undefined): (typeof STATUSES)[number][] {
  return values ? STATUSES.filter((status) => values.includes(status)) : ["active", "suspended"];
}

function named(q: string): SQL | undefined {
  const words = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(members.displayName, words), ilike(members.email, words));
}

function bySignIn(values: string[]): SQL | undefined {
  const yes = values.includes("yes") ? isNotNull(members.userId) : undefined;
  const no = values.includes("no") ? isNull(members.userId) : undefined;
  return or(yes, no) ?? and(sql`false`);
}
