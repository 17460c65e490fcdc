import { asc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { members, roles, teamClosure, teamMembers, teamRoles, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { lasts } from "@/lib/kernel/policy/statements";
import { downwards, requireTeam } from "./tree";

const inForce = lasts(teamRoles.expiresAt);

/** The people of some teams who are not gone. */
const peopleOf = (ctx: Context, ...which: (SQL | undefined)[]) =>
  sql`from ${teamMembers} join ${members} on ${within(
    ctx,
    members,
    eq(members.id, teamMembers.memberId),
    ne(members.status, "removed"),
  )} where ${within(ctx, teamMembers, ...which)}`;

const inTeam = eq(teamMembers.teamId, teams.id);

const inTeamsBelow = (ctx: Context) =>
  sql`${teamMembers.teamId} in (select ${teamClosure.descendantId} from ${teamClosure} where ${within(
    ctx,
    teamClosure,
    eq(teamClosure.ancestorId, teams.id),
  )})`;

/** Every team with how many are in it and in the teams below it, who leads it and what roles it gives; the tree is in `parentId`, each level in its order. */
export const listTeams = defineQuery({
  name: "team.list",
  permission: "team:read",
  input: z.object({}),
  run: ({ ctx, tx }) =>
    tx
      .select({
        id: teams.id,
        name: teams.name,
        parentId: teams.parentTeamId,
        people: sql<number>`(select count(distinct ${teamMembers.memberId})::int ${peopleOf(ctx, or(inTeam, inTeamsBelow(ctx)))})`,
        leads: sql<
          string[]
        >`array(select ${members.displayName} ${peopleOf(ctx, inTeam, eq(teamMembers.role, "lead"))}
          order by 1)`,
        roles: sql<string[]>`array(select ${roles.name} from ${teamRoles} join ${roles} on ${within(
          ctx,
          roles,
          eq(roles.id, teamRoles.roleId),
        )} where ${within(ctx, teamRoles, eq(teamRoles.teamId, teams.id), inForce)} order by 1)`,
      })
      .from(teams)
      .where(within(ctx, teams, eq(teams.isActive, true)))
      .orderBy(asc(teams.position), asc(teams.name), asc(teams.id)),
});

/** One team: its people, the roles that it gives, and those that come from the teams above it. @throws NotFound */
export const getTeam = defineQuery({
  name: "team.get",
  permission: "team:read",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input: { id } }) => {
    const team = await requireTeam({ tx, ctx }, id);
    const [above, below, people, given] = await Promise.all([
      tx
        .select({ id: teams.id, name: teams.name })
        .from(teamClosure)
        .innerJoin(teams, within(ctx, teams, eq(teams.id, teamClosure.ancestorId)))
        .where(within(ctx, teamClosure, eq(teamClosure.descendantId, id)))
        .orderBy(sql`${teamClosure.depth} desc`),
      downwards({ tx, ctx }, id),
      tx
        .select({
          memberId: members.id,
          name: members.displayName,
          title: members.title,
          status: members.status,
          role: teamMembers.role,
          joinedAt: teamMembers.joinedAt,
        })
        .from(teamMembers)
        .innerJoin(members, within(ctx, members, eq(members.id, teamMembers.memberId)))
        .where(within(ctx, teamMembers, eq(teamMembers.teamId, id), ne(members.status, "removed")))
        .orderBy(asc(teamMembers.role), asc(members.displayName), asc(members.id)),
      rolesGiven(ctx, tx, id),
    ]);
    const own = given.filter(({ teamId }) => teamId === id);
    const inherited = given.filter(({ teamId }) => teamId !== id);
    const { name, description, parentTeamId, position, version } = team;
    return {
      id,
      name,
      description,
      parentId: parentTeamId,
      position,
      version,
      above,
      teamsBelow: below.length - 1,
      people,
      roles: own,
      inherited,
    };
  },
});

/** The roles in force of a team and of those above it, the nearest team first. */
function rolesGiven(ctx: Context, tx: TenantTx, id: string) {
  const depth = sql<number>`coalesce(${teamClosure.depth}, 0)`;
  return tx
    .select({
      roleId: roles.id,
      name: roles.name,
      description: roles.description,
      isSystem: roles.isSystem,
      slug: roles.slug,
      teamId: teams.id,
      team: teams.name,
      assignedAt: teamRoles.assignedAt,
      assignedBy: members.displayName,
      expiresAt: teamRoles.expiresAt,
    })
    .from(teamRoles)
    .innerJoin(roles, within(ctx, roles, eq(roles.id, teamRoles.roleId)))
    .innerJoin(teams, within(ctx, teams, eq(teams.id, teamRoles.teamId)))
    .leftJoin(
      teamClosure,
      within(
        ctx,
        teamClosure,
        eq(teamClosure.ancestorId, teamRoles.teamId),
        eq(teamClosure.descendantId, id),
      ),
    )
    .leftJoin(members, within(ctx, members, eq(members.id, teamRoles.assignedBy)))
    .where(within(ctx, teamRoles, or(eq(teamRoles.teamId, id), sql`${teamClosure.id} is not null`), inForce))
    .orderBy(depth, asc(roles.name), asc(roles.id));
}

/** The roles that a team can give: all but the owner's, which is a person's. */
export const teamRoleChoices = defineQuery({
  name: "team.role_choices",
  permission: "team:read",
  input: z.object({}),
  run: ({ ctx, tx }) =>
    tx
      .select({ id: roles.id, name: roles.name })
      .from(roles)
      .where(
        within(ctx, roles, eq(roles.isActive, true), or(eq(roles.isSystem, false), ne(roles.slug, "owner"))),
      )
      .orderBy(asc(roles.isSystem), asc(roles.name), asc(roles.id)),
});
