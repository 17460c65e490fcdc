import { and, eq, isNull, sql } from "drizzle-orm";
import {
  memberPermissionOverrides,
  memberRoles,
  resourceGrants,
  teamMembers,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";

/** What was taken from somebody, by number. */
export type Stripped = { roles: number; overrides: number; grants: number; teams: number };

/** Takes away all that lets a member do anything: roles, exceptions, shared records, teams. Past roles stay on record, as revoked. */
export async function stripMember(
  tx: TenantTx,
  scope: { tenantId: string },
  memberId: string,
): Promise<Stripped> {
  const revoked = await tx
    .update(memberRoles)
    .set({ revokedAt: sql`now()` as never })
    .where(within(scope, memberRoles, and(eq(memberRoles.memberId, memberId), isNull(memberRoles.revokedAt))))
    .returning({ id: memberRoles.id });
  const overrides = await tx
    .delete(memberPermissionOverrides)
    .where(within(scope, memberPermissionOverrides, eq(memberPermissionOverrides.memberId, memberId)))
    .returning({ id: memberPermissionOverrides.id });
  const grants = await tx
    .delete(resourceGrants)
    .where(within(scope, resourceGrants, eq(resourceGrants.memberId, memberId)))
    .returning({ id: resourceGrants.id });
  const left = await tx
    .delete(teamMembers)
    .where(within(scope, teamMembers, eq(teamMembers.memberId, memberId)))
    .returning({ id: teamMembers.id });
  await tx
    .update(teams)
    .set({ ownerId: null })
    .where(within(scope, teams, eq(teams.ownerId, memberId)));
  return {
    roles: revoked.length,
    overrides: overrides.length,
    grants: grants.length,
    teams: left.length,
  };
}
