import { and, eq, inArray } from "drizzle-orm";
import { roleClosure, roles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Rule } from "@/lib/rbac/policy";
import { NotFound } from "../errors";
import { readRules } from "./rule-rows";
import { grantRules, type Holding, holdingRules, waysOf } from "./rules";

/**
 * What holding these roles would bring: their rules, those of the roles above them, and what is shared with any of them. As rules of
 * an assignment that does not exist yet: its id is the role's. @throws NotFound when one of them is not the tenant's
 */
export async function rulesOfRoles(
  tx: TenantTx,
  scope: { tenantId: string },
  roleIds: readonly string[],
): Promise<Rule[]> {
  const ids = [...new Set(roleIds)];
  if (ids.length === 0) return [];
  const columns = { id: roles.id, name: roles.name, slug: roles.slug, isSystem: roles.isSystem };
  const found = await tx
    .select(columns)
    .from(roles)
    .where(within(scope, roles, inArray(roles.id, ids)));
  if (found.length < ids.length) throw new NotFound("This role does not exist, or it was deleted.");
  const above = await tx
    .select({ ...columns, below: roleClosure.descendantId })
    .from(roleClosure)
    .innerJoin(roles, and(eq(roles.tenantId, roleClosure.tenantId), eq(roles.id, roleClosure.ancestorId)))
    .where(within(scope, roleClosure, inArray(roleClosure.descendantId, ids), eq(roles.isActive, true)));
  const rows = await readRules(tx, scope.tenantId, {
    memberIds: [],
    roleIds: [...ids, ...above.map(({ id }) => id)],
    teamIds: [],
    scopeTeamIds: [],
  });
  const stored = (roleId: string) =>
    rows.flatMap((row) => (row.kind === "rule" && row.roleId === roleId ? row : []));
  const grants = rows.flatMap((row) => (row.kind === "grant" ? row : []));
  return found.flatMap((role) => {
    const lineage = [role, ...above.filter(({ below }) => below === role.id)];
    const holding: Holding = { id: role.id, role, lineage, team: null, narrowed: null, expiresAt: null };
    return [
      ...holdingRules(holding, stored),
      ...grants.flatMap((grant) => waysOf(grant, [holding]).flatMap((way) => grantRules(grant, way))),
    ];
  });
}
