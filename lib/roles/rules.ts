import { and, asc, eq, inArray } from "drizzle-orm";
import { rolePermissions, roles } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import type { RuleBody } from "@/lib/rbac/policy";
import { isSystemRole, rulesOfSystemRole } from "@/lib/rbac/roles";
import { ruleKey } from "./matrix";
import type { Scope } from "./tree";

const known = new Set<string>(permissions.map((permission) => permission.name));

/** What each of these roles says itself, without what it inherits: of a system role from code, of a custom one from its rows. */
export async function ownRules(
  { tx, ctx }: Scope,
  roleIds: readonly string[],
): Promise<Map<string, RuleBody[]>> {
  if (roleIds.length === 0) return new Map();
  const rows = await tx
    .select({
      roleId: roles.id,
      slug: roles.slug,
      isSystem: roles.isSystem,
      permission: rolePermissions.permission,
      effect: rolePermissions.effect,
      scope: rolePermissions.scope,
      condition: rolePermissions.conditions,
      fields: rolePermissions.fields,
    })
    .from(roles)
    .leftJoin(rolePermissions, within(ctx, rolePermissions, eq(rolePermissions.roleId, roles.id)))
    .where(within(ctx, roles, inArray(roles.id, [...roleIds])))
    .orderBy(asc(rolePermissions.id));
  const found = new Map<string, RuleBody[]>(roleIds.map((id) => [id, []]));
  for (const { roleId, slug, isSystem, permission, effect, scope, condition, fields } of rows) {
    if (isSystem) found.set(roleId, systemRules(slug));
    // A permission that the catalogue has no more allows nothing.
    else if (permission && effect && scope && known.has(permission))
      found
        .get(roleId)
        ?.push({ permission: permission as Permission, effect, scope, condition: condition ?? null, fields });
  }
  return found;
}

const systemRules = (slug: string): RuleBody[] => (isSystemRole(slug) ? rulesOfSystemRole(slug) : []);

/** Makes these the role's own rules. Those that stay the same keep their rows. */
export async function writeRules(
  { tx, ctx }: Scope,
  roleId: string,
  wanted: readonly RuleBody[],
): Promise<void> {
  const rows = await tx
    .select()
    .from(rolePermissions)
    .where(within(ctx, rolePermissions, eq(rolePermissions.roleId, roleId)));
  const left = new Map(wanted.map((rule) => [ruleKey(rule), rule]));
  const gone: string[] = [];
  for (const { id, permission, conditions, ...row } of rows) {
    const key = ruleKey({ ...row, permission: permission as Permission, condition: conditions ?? null });
    if (!left.delete(key)) gone.push(id);
  }
  if (gone.length > 0) {
    await tx
      .delete(rolePermissions)
      .where(
        within(
          ctx,
          rolePermissions,
          and(eq(rolePermissions.roleId, roleId), inArray(rolePermissions.id, gone)),
        ),
      );
  }
  if (left.size > 0) {
    await tx.insert(rolePermissions).values(
      [...left.values()].map(({ condition, fields, ...rule }) => ({
        ...rule,
        fields: fields && [...fields],
        tenantId: ctx.tenantId,
        roleId,
        conditions: condition,
      })),
    );
  }
}
