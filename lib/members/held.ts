import { asc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { memberRoles, roles, teamMembers, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { lasts } from "@/lib/kernel/policy/statements";

type Scope = { tenantId: string };

/** An assignment that holds now: not revoked, and not past its end by the database's clock. */
export const inForce = (scope: Scope, ...conditions: (SQL | undefined)[]): SQL =>
  within(scope, memberRoles, isNull(memberRoles.revokedAt), lasts(memberRoles.expiresAt), ...conditions);

/** The roles that these members have by themselves now, and the teams that they are in, by member. */
export async function heldBy(tx: TenantTx, scope: Scope, memberIds: string[]) {
  const heldRoles = await tx
    .select({
      memberId: memberRoles.memberId,
      slug: roles.slug,
      name: roles.name,
      until: memberRoles.expiresAt,
      team: teams.name,
    })
    .from(memberRoles)
    .innerJoin(roles, within(scope, roles, eq(roles.id, memberRoles.roleId), eq(roles.isActive, true)))
    .leftJoin(teams, within(scope, teams, eq(teams.id, memberRoles.teamId)))
    .where(inForce(scope, inArray(memberRoles.memberId, memberIds)))
    .orderBy(asc(roles.name));
  const inTeams = await tx
    .select({ memberId: teamMembers.memberId, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, within(scope, teams, eq(teams.id, teamMembers.teamId), eq(teams.isActive, true)))
    .where(within(scope, teamMembers, inArray(teamMembers.memberId, memberIds)))
    .orderBy(asc(teams.name));
  return {
    roles: Map.groupBy(heldRoles, ({ memberId }) => memberId),
    teams: Map.groupBy(inTeams, ({ memberId }) => memberId),
  };
}
