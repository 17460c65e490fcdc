import { eq, sql } from "drizzle-orm";
import { roleClosure, roles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import * as closure from "@/lib/access/closure";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { MOST_LEVELS } from "./schema";

export type Scope = { tx: TenantTx; ctx: { tenantId: string } };

/**
 * Holds all changes of roles in one tenant, one after the other, until the transaction ends: two new parents that are each right alone
 * could close a circle together.
 */
export async function lockRoles({ tx, ctx }: Scope): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('roles of tenant_id ' || ${ctx.tenantId}::text, 0))`,
  );
}

/** The role. @throws NotFound when it is not there, or was deleted. */
export async function requireRole({ tx, ctx }: Scope, id: string) {
  const [role] = await tx
    .select()
    .from(roles)
    .where(within(ctx, roles, eq(roles.id, id), eq(roles.isActive, true)));
  if (!role) throw new NotFound("This role does not exist, or it was deleted.");
  return role;
}

/** The role itself and those above it, the nearest first. */
export const upwards = (scope: Scope, id: string) => closure.upwards(scope, roleClosure, id);

/** The role itself and all that inherit from it. */
export const downwards = (scope: Scope, id: string) => closure.downwards(scope, roleClosure, id);

/**
 * Lets a role, with all that inherit from it, inherit from another one, or from none. Call it under the lock.
 * @throws Invalid at `parentRoleId` when the parent inherits from the role, or more than 50 would stand above each other; NotFound for
 * a parent that is not there.
 */
export async function hang(
  scope: Scope,
  role: { id: string; name: string },
  parentId: string | null,
): Promise<void> {
  const below = await downwards(scope, role.id);
  const parent = parentId ? await requireRole(scope, parentId) : null;
  if (parentId === role.id) refuse("A role cannot inherit from itself.");
  if (parent && below.some(({ id }) => id === parentId))
    refuse(`${parent.name} inherits from ${role.name} already, so ${role.name} cannot inherit from it.`);
  const above = parentId ? await upwards(scope, parentId) : [];
  const deepest = Math.max(...below.map(({ depth }) => depth));
  if (above.length + 1 + deepest > MOST_LEVELS)
    refuse(`At most ${MOST_LEVELS} roles inherit from each other. Choose a parent further up.`);
  await closure.rehang(scope, roleClosure, below, above);
}

function refuse(message: string): never {
  throw new Invalid(message, { parentRoleId: [message] });
}
