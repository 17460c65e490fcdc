import { asc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { members, resourceGrants, roles, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { lasts } from "@/lib/kernel/policy/statements";
import type { SharedResource } from "./names";
import type { To } from "./principals";

type Scope = { tenantId: string };

const giver = alias(members, "giver");

const about = (scope: Scope, resource: SharedResource, id: string, ...more: (SQL | undefined)[]): SQL =>
  within(
    scope,
    resourceGrants,
    eq(resourceGrants.resourceType, resource),
    eq(resourceGrants.resourceId, id),
    ...more,
  );

/** Everything that was given to somebody for one record and is in force, the newest last. */
export async function grantsOf(tx: TenantTx, scope: Scope, resource: SharedResource, id: string) {
  const rows = await tx
    .select({
      id: resourceGrants.id,
      memberId: resourceGrants.memberId,
      teamId: resourceGrants.teamId,
      roleId: resourceGrants.roleId,
      name: sql<string>`coalesce(${members.displayName}, ${teams.name}, ${roles.name})`,
      actions: resourceGrants.actions,
      effect: resourceGrants.effect,
      reason: resourceGrants.reason,
      expiresAt: resourceGrants.expiresAt,
      createdAt: resourceGrants.createdAt,
      by: giver.displayName,
    })
    .from(resourceGrants)
    .leftJoin(members, within(scope, members, eq(members.id, resourceGrants.memberId)))
    .leftJoin(teams, within(scope, teams, eq(teams.id, resourceGrants.teamId)))
    .leftJoin(roles, within(scope, roles, eq(roles.id, resourceGrants.roleId)))
    .leftJoin(giver, within(scope, giver, eq(giver.id, resourceGrants.createdBy)))
    .where(about(scope, resource, id, lasts(resourceGrants.expiresAt)))
    .orderBy(asc(resourceGrants.createdAt), asc(resourceGrants.id));
  return rows.map(({ memberId, teamId, roleId, name, ...row }) => ({
    ...row,
    to: { ...toOf({ memberId, teamId, roleId }), name },
  }));
}

/** What one principal was given for a record, expired or not. */
export async function grantTo(tx: TenantTx, scope: Scope, resource: SharedResource, id: string, to: To) {
  const column = {
    member: resourceGrants.memberId,
    team: resourceGrants.teamId,
    role: resourceGrants.roleId,
  };
  const [grant] = await tx
    .select({ id: resourceGrants.id, actions: resourceGrants.actions, expiresAt: resourceGrants.expiresAt })
    .from(resourceGrants)
    .where(about(scope, resource, id, eq(column[to.kind], to.id), eq(resourceGrants.effect, "allow")))
    .orderBy(asc(resourceGrants.createdAt), asc(resourceGrants.id))
    .limit(1);
  return grant ?? null;
}

type Principals = { memberId: string | null; teamId: string | null; roleId: string | null };

/** The principal that a grant's row names: exactly one, as the table checks. */
function toOf({ memberId, teamId, roleId }: Principals): To {
  if (memberId) return { kind: "member", id: memberId };
  if (teamId) return { kind: "team", id: teamId };
  return { kind: "role", id: roleId ?? "" };
}

/** The columns that name a principal. */
export const principalColumns = ({ kind, id }: To): Principals => ({
  memberId: kind === "member" ? id : null,
  teamId: kind === "team" ? id : null,
  roleId: kind === "role" ? id : null,
});
