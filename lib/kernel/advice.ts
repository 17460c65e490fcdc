import { and, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { memberRoles, members, roleClosure, rolePermissions, roles } from "@/db/schema/tenant";
import { type TenantTx, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { accessOf } from "@/lib/rbac/access";
import { lacking } from "@/lib/rbac/escalation";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { permissionsOf, rolesAllowing } from "@/lib/rbac/roles";
import type { Context } from "./context";
import { loadPolicies } from "./policy/load";
import { lasts } from "./policy/statements";
import { systemPolicy } from "./policy/system";

/** Who can help with a missing permission. */
export type Advice = {
  /** The names of the workspace's roles that allow it for any record, system roles first. */
  rolesWith: (permission: Permission) => readonly string[];
  /** The names of up to three people who can give it. */
  givers: (permission: Permission) => readonly string[];
};

/** By member and permission version: as with what members may do, a change makes it another key. */
const cache = new LRUCache<string, Advice>({ max: 1000 });
const advised = new WeakMap<Context, Advice>();

/** What was found for this request by `advise`; without it, the system roles alone. */
export const adviceOf = (ctx: Context): Advice => advised.get(ctx) ?? general;

const general: Advice = { rolesWith: rolesAllowing, givers: () => [] };

/** Finds out who can help somebody who lacks something, once for as long as nobody's access changes. */
export async function advise(ctx: Context): Promise<void> {
  const { member } = ctx;
  if (!member || advised.has(ctx) || permissions.every(({ name }) => ctx.can(name))) return;
  const key = `${ctx.tenantId}:${member.id}:${member.permissionVersion}`;
  const known = cache.get(key);
  const advice = known ?? (await withTenant(ctx, "read only", (tx) => read(tx, ctx)));
  if (!known) cache.set(key, advice);
  advised.set(ctx, advice);
}

const MOST_ASKED = 20;
const MOST_NAMED = 3;

async function read(tx: TenantTx, ctx: Context): Promise<Advice> {
  const custom = await customRoles(tx, ctx);
  const people = await mayAssign(tx, ctx, custom);
  const policies = await loadPolicies(
    tx,
    ctx,
    people.map(({ id }) => id),
  );
  const accesses = people.flatMap(({ id, name }) => {
    const policy = policies.get(id);
    return policy ? [{ name, access: accessOf(policy) }] : [];
  });
  return {
    rolesWith: (permission) => [
      ...rolesAllowing(permission),
      ...custom.filter((role) => role.permissions.has(permission)).map(({ name }) => name),
    ],
    givers: (permission) =>
      accesses
        .filter(
          ({ access }) => access.might("role:assign") && lacking(access, wholly(permission)).length === 0,
        )
        .slice(0, MOST_NAMED)
        .map(({ name }) => name),
  };
}

/** The permission for all records. */
const wholly = (permission: Permission) => systemPolicy("Advice", [permission]).rules;

type CustomRole = { id: string; name: string; permissions: ReadonlySet<string> };

/** What each custom role allows, with the roles above it. */
async function customRoles(tx: TenantTx, ctx: Context): Promise<CustomRole[]> {
  const [custom, lines, rules] = await Promise.all([
    tx
      .select({ id: roles.id, name: roles.name })
      .from(roles)
      .where(within(ctx, roles, eq(roles.isActive, true), eq(roles.isSystem, false)))
      .orderBy(roles.name),
    tx
      .select({ id: roleClosure.descendantId, aboveId: roles.id, slug: roles.slug, isSystem: roles.isSystem })
      .from(roleClosure)
      .innerJoin(roles, and(eq(roles.tenantId, roleClosure.tenantId), eq(roles.id, roleClosure.ancestorId)))
      .where(within(ctx, roleClosure, eq(roles.isActive, true))),
    tx
      .selectDistinct({ roleId: rolePermissions.roleId, permission: rolePermissions.permission })
      .from(rolePermissions)
      .where(within(ctx, rolePermissions, eq(rolePermissions.effect, "allow"))),
  ]);
  const allowed = Map.groupBy(rules, ({ roleId }) => roleId);
  const above = Map.groupBy(lines, ({ id }) => id);
  const ofRole = (id: string) => allowed.get(id)?.map(({ permission }) => permission) ?? [];
  return custom.map(({ id, name }) => {
    const inherited = (above.get(id) ?? []).flatMap(({ aboveId, slug, isSystem }) =>
      isSystem ? [...permissionsOf([slug])] : ofRole(aboveId),
    );
    return { id, name, permissions: new Set<string>([...ofRole(id), ...inherited]) };
  });
}

/** Some of the people whose own roles let them give roles: who has been here longest, first. */
async function mayAssign(tx: TenantTx, ctx: Context, custom: CustomRole[]) {
  const giving = custom.filter((role) => role.permissions.has("role:assign")).map(({ id }) => id);
  return tx
    .selectDistinct({ id: members.id, name: members.displayName, joinedAt: members.joinedAt })
    .from(memberRoles)
    .innerJoin(roles, and(eq(roles.tenantId, memberRoles.tenantId), eq(roles.id, memberRoles.roleId)))
    .innerJoin(members, and(eq(members.tenantId, memberRoles.tenantId), eq(members.id, memberRoles.memberId)))
    .where(
      within(
        ctx,
        memberRoles,
        isNull(memberRoles.revokedAt),
        lasts(memberRoles.expiresAt),
        or(and(eq(roles.isSystem, true), inArray(roles.slug, ["owner", "admin"])), inArray(roles.id, giving)),
        eq(members.status, "active"),
        isNotNull(members.userId),
      ),
    )
    .orderBy(members.joinedAt, members.id)
    .limit(MOST_ASKED);
}
