import { asc, count, countDistinct, eq, inArray, ne, or, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import {
  memberRoles,
  members,
  resourceGrants,
  roles,
  teamClosure,
  teamMembers,
  teamRoles,
  teams,
} from "@/db/schema/tenant";
import { within } from "@/db/within";
import { lasts } from "@/lib/kernel/policy/statements";
import { inForce } from "@/lib/members/held";
import type { Scope } from "./tree";

/** Who has which role now: given to them, or to a team that they are in or under. */
function held({ tx, ctx }: Scope) {
  return union(
    tx
      .select({ roleId: memberRoles.roleId, memberId: memberRoles.memberId })
      .from(memberRoles)
      .where(inForce(ctx)),
    tx
      .select({ roleId: teamRoles.roleId, memberId: teamMembers.memberId })
      .from(teamRoles)
      .innerJoin(teams, within(ctx, teams, eq(teams.id, teamRoles.teamId), eq(teams.isActive, true)))
      .leftJoin(teamClosure, within(ctx, teamClosure, eq(teamClosure.ancestorId, teamRoles.teamId)))
      .innerJoin(
        teamMembers,
        within(
          ctx,
          teamMembers,
          or(eq(teamMembers.teamId, teamRoles.teamId), eq(teamMembers.teamId, teamClosure.descendantId)),
        ),
      )
      .where(within(ctx, teamRoles, lasts(teamRoles.expiresAt))),
  ).as("held");
}

/** How many people have each role, by themselves or through a team. */
export async function countHolders(scope: Scope): Promise<Map<string, number>> {
  const { tx, ctx } = scope;
  const holders = held(scope);
  const rows = await tx
    .select({ roleId: holders.roleId, people: countDistinct(holders.memberId) })
    .from(holders)
    .innerJoin(members, within(ctx, members, eq(members.id, holders.memberId), ne(members.status, "removed")))
    .groupBy(holders.roleId);
  return new Map(rows.map(({ roleId, people }) => [roleId, people]));
}

const MOST_SHOWN = 50;

/** The first of the people who have a role, by name, and how many there are. */
export async function peopleWith(scope: Scope, roleId: string) {
  const { tx, ctx } = scope;
  const holders = held(scope);
  const people = await tx
    .selectDistinct({
      id: members.id,
      name: members.displayName,
      /** Given to this person, and not only to a team. */
      direct: sql<boolean>`${memberRoles.id} is not null`,
      until: memberRoles.expiresAt,
      forTeam: teams.name,
    })
    .from(holders)
    .innerJoin(members, within(ctx, members, eq(members.id, holders.memberId), ne(members.status, "removed")))
    .leftJoin(memberRoles, inForce(ctx, eq(memberRoles.memberId, members.id), eq(memberRoles.roleId, roleId)))
    .leftJoin(teams, within(ctx, teams, eq(teams.id, memberRoles.teamId)))
    .where(eq(holders.roleId, roleId))
    .orderBy(asc(members.displayName), asc(members.id))
    .limit(MOST_SHOWN);
  const total = (await countHolders(scope)).get(roleId) ?? 0;
  return { people, total };
}

/** Who has any of these roles now, by id. */
export async function holdersOf(scope: Scope, roleIds: readonly string[]): Promise<string[]> {
  const holders = held(scope);
  const rows = await scope.tx
    .selectDistinct({ id: holders.memberId })
    .from(holders)
    .where(inArray(holders.roleId, [...roleIds]));
  return rows.map(({ id }) => id);
}

/** The names of the workspace's owners who have any of these roles, too. */
export async function ownersWith(scope: Scope, roleIds: readonly string[]): Promise<string[]> {
  const { tx, ctx } = scope;
  const holders = held(scope);
  const rows = await tx
    .selectDistinct({ name: members.displayName })
    .from(holders)
    .innerJoin(members, within(ctx, members, eq(members.id, holders.memberId), ne(members.status, "removed")))
    .innerJoin(memberRoles, inForce(ctx, eq(memberRoles.memberId, holders.memberId)))
    .innerJoin(
      roles,
      within(ctx, roles, eq(roles.id, memberRoles.roleId), eq(roles.slug, "owner"), eq(roles.isSystem, true)),
    )
    .where(inArray(holders.roleId, [...roleIds]))
    .orderBy(asc(members.displayName));
  return rows.map(({ name }) => name);
}

/** The teams that a role was given to, until when. */
export const teamsWith = ({ tx, ctx }: Scope, roleId: string) =>
  tx
    .select({ id: teams.id, name: teams.name, until: teamRoles.expiresAt })
    .from(teamRoles)
    .innerJoin(teams, within(ctx, teams, eq(teams.id, teamRoles.teamId), eq(teams.isActive, true)))
    .where(within(ctx, teamRoles, eq(teamRoles.roleId, roleId), lasts(teamRoles.expiresAt)))
    .orderBy(asc(teams.name), asc(teams.id));

/** How many records are shared with whoever has the role. */
export async function grantsTo({ tx, ctx }: Scope, roleId: string): Promise<number> {
  const [row] = await tx
    .select({ grants: count() })
    .from(resourceGrants)
    .where(within(ctx, resourceGrants, eq(resourceGrants.roleId, roleId), lasts(resourceGrants.expiresAt)));
  return row?.grants ?? 0;
}
