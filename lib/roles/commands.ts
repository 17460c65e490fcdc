import { and, eq, like, sql } from "drizzle-orm";
import { z } from "zod";
import { members, resourceGrants, roleClosure, rolePermissions, roles } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { assertNotStoodOn } from "@/lib/access/escalation";
import { type Context, defineCommand } from "@/lib/kernel";
import { Conflict } from "@/lib/kernel/errors";
import type { RuleBody } from "@/lib/rbac/policy";
import { changesOf } from "@/lib/records/changes";
import { ruleChanges, ruleTexts } from "./audit";
import { assertCustom, assertMayBring, assertMayDeny, assertMayWrite, effectiveRules, slugOf } from "./guard";
import { ownRules, writeRules } from "./rules";
import { roleFields, roleUpdate } from "./schema";
import { hang, lockRoles, requireRole, type Scope } from "./tree";
import { inUse } from "./use";

type Values = { name: string; description: string | null; parentRoleId: string | null; rules: RuleBody[] };

/** A new role, which nobody has yet. Whoever makes one has all that it allows. */
export const createRole = defineCommand({
  name: "role.create",
  permission: "role:create",
  input: roleFields,
  changesAccess: true,
  run: async ({ ctx, tx, input, audit }) => {
    const scope = { ctx, tx };
    await lockRoles(scope);
    const id = await insertRole(scope, input);
    audit({ action: "role.created", resource: { type: "role", id }, after: await told(scope, input) });
    return { id };
  },
});

/** A custom role that says and inherits what another one does: what a system role allows can be changed this way. */
export const copyRole = defineCommand({
  name: "role.copy",
  permission: "role:create",
  input: z.object({ id: z.uuid() }),
  changesAccess: true,
  run: async ({ ctx, tx, input, audit }) => {
    const scope = { ctx, tx };
    await lockRoles(scope);
    const source = await requireRole(scope, input.id);
    const rules = (await ownRules(scope, [source.id])).get(source.id) ?? [];
    const { description, parentRoleId } = source;
    const values = { name: await copyName(scope, source.name), description, parentRoleId, rules };
    const id = await insertRole(scope, values);
    const after = { ...(await told(scope, values)), copyOf: source.name };
    audit({ action: "role.created", resource: { type: "role", id }, after });
    return { id };
  },
});

async function insertRole(scope: Scope & { ctx: Context }, { rules, ...values }: Values): Promise<string> {
  const { tx, ctx } = scope;
  if (values.parentRoleId) await requireRole(scope, values.parentRoleId);
  const slug = await slugOf(scope, values.name);
  const all = await effectiveRules(scope, rules, values.parentRoleId);
  assertMayWrite(ctx, { id: "", name: values.name }, [], all);
  const by = ctx.member?.id;
  const [role] = await tx
    .insert(roles)
    .values({ ...values, tenantId: ctx.tenantId, slug, createdBy: by, updatedBy: by })
    .returning({ id: roles.id, name: roles.name });
  if (!role) throw new Error("The role was not written.");
  await hang(scope, role, values.parentRoleId);
  await writeRules(scope, role.id, rules);
  return role.id;
}

/** Changes a custom role. It holds for everybody who has the role, or one that inherits from it, from their next request on. */
export const updateRole = defineCommand({
  name: "role.update",
  permission: "role:update",
  input: roleUpdate,
  changesAccess: true,
  run: async ({ ctx, tx, input: { id, version, rules, ...values }, audit }) => {
    const scope = { ctx, tx };
    await lockRoles(scope);
    const role = await requireRole(scope, id);
    assertCustom(role);
    if (role.version !== version) throw new Conflict(await changedMeanwhile(scope, role));
    assertNotStoodOn(ctx, id);
    const own = (await ownRules(scope, [id])).get(id) ?? [];
    const before = await effectiveRules(scope, own, role.parentRoleId);
    if (values.parentRoleId !== role.parentRoleId)
      await assertMayBring(scope, id, () => hang(scope, role, values.parentRoleId));
    const after = await effectiveRules(scope, rules, values.parentRoleId);
    assertMayWrite(ctx, role, before, after);
    await assertMayDeny(scope, id, before, after);
    const changes = changesOf(role, values);
    const changed = ruleChanges(own, rules);
    if (!changes && !changed) {
      audit.nothing("saved without a change");
      return { id, version };
    }
    await writeRules(scope, id, rules);
    await tx
      .update(roles)
      .set({
        ...values,
        slug: await slugOf(scope, values.name, id),
        updatedBy: ctx.member?.id ?? null,
        version: sql`${roles.version} + 1`,
      })
      .where(within(ctx, roles, eq(roles.id, id)));
    audit({
      action: "role.updated",
      resource: { type: "role", id },
      before: { ...(await named(scope, changes?.before)), ...changed?.before },
      after: { ...(await named(scope, changes?.after)), ...changed?.after },
    });
    return { id, version: version + 1 };
  },
});

/** Deletes a custom role that nobody has. Its name stays, for the history of who had what. */
export const deleteRole = defineCommand({
  name: "role.delete",
  permission: "role:delete",
  input: z.object({ id: z.uuid() }),
  changesAccess: true,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const scope = { ctx, tx };
    await lockRoles(scope);
    const role = await requireRole(scope, id);
    assertCustom(role);
    // Whoever is giving it to somebody right now has to be done, or finds it gone.
    await tx
      .select({ id: roles.id })
      .from(roles)
      .where(within(ctx, roles, eq(roles.id, id)))
      .for("update");
    const uses = await inUse(scope, id);
    if (uses) throw new Conflict(`${role.name} is in use: ${uses}. Take it from them first, then delete it.`);
    const rules = (await ownRules(scope, [id])).get(id) ?? [];
    await tx.delete(roleClosure).where(within(ctx, roleClosure, eq(roleClosure.descendantId, id)));
    await tx.delete(rolePermissions).where(within(ctx, rolePermissions, eq(rolePermissions.roleId, id)));
    await tx.delete(resourceGrants).where(within(ctx, resourceGrants, eq(resourceGrants.roleId, id)));
    await tx
      .update(roles)
      // Its short name is free again, and nothing stands above what is gone.
      .set({ isActive: false, slug: id, parentRoleId: null, updatedBy: ctx.member?.id ?? null })
      .where(within(ctx, roles, eq(roles.id, id)));
    const before = await told(scope, { ...role, rules });
    audit({ action: "role.deleted", resource: { type: "role", id }, before });
    return { id };
  },
});

async function changedMeanwhile({ tx, ctx }: Scope, { updatedBy }: { updatedBy: string | null }) {
  const [by] = await tx
    .select({ name: members.displayName })
    .from(members)
    .where(within(ctx, members, updatedBy ? eq(members.id, updatedBy) : sql`false`));
  return `${by?.name ?? "Somebody else"} changed this role meanwhile, and nothing was saved. Reload the page to see how it is now.`;
}

/** What an entry says of a whole role. */
const told = async (scope: Scope, { name, description, parentRoleId, rules }: Values) => ({
  ...(await named(scope, { name, description, parentRoleId })),
  rules: ruleTexts(rules),
});

/** A parent's name outlives the parent: it is what the entry keeps. */
async function named(scope: Scope, values: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const { parentRoleId, ...rest } = values;
  if (parentRoleId === undefined) return rest;
  return { ...rest, parent: parentRoleId ? (await requireRole(scope, String(parentRoleId))).name : null };
}

/** "Copy of Sales rep", or "Copy of Sales rep 2" when there is one. Call it under the lock. */
async function copyName({ tx, ctx }: Scope, name: string): Promise<string> {
  const wanted = `Copy of ${name}`.slice(0, 55);
  const rows = await tx
    .select({ name: roles.name })
    .from(roles)
    .where(within(ctx, roles, and(eq(roles.isActive, true), like(roles.name, `${escaped(wanted)}%`))));
  const taken = new Set(rows.map((row) => row.name));
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? wanted : `${wanted} ${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
