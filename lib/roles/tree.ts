import { and, asc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { roleClosure, roles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { MOST_LEVELS } from "./schema";

export type Scope = { tx: TenantTx; ctx: { tenantId: string } };
type Placed = { id: string; depth: number };

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
export async function upwards({ tx, ctx }: Scope, id: string): Promise<Placed[]> {
  const above = await tx
    .select({ id: roleClosure.ancestorId, depth: roleClosure.depth })
    .from(roleClosure)
    .where(within(ctx, roleClosure, eq(roleClosure.descendantId, id)))
    .orderBy(asc(roleClosure.depth));
  return [{ id, depth: 0 }, ...above];
}

/** The role itself and all that inherit from it. */
export async function downwards({ tx, ctx }: Scope, id: string): Promise<Placed[]> {
  const below = await tx
    .select({ id: roleClosure.descendantId, depth: roleClosure.depth })
    .from(roleClosure)
    .where(within(ctx, roleClosure, eq(roleClosure.ancestorId, id)));
  return [{ id, depth: 0 }, ...below];
}

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
  const { tx, ctx } = scope;
  const below = await downwards(scope, role.id);
  const parent = parentId ? await requireRole(scope, parentId) : null;
  if (parentId === role.id) refuse("A role cannot inherit from itself.");
  if (parent && below.some(({ id }) => id === parentId))
    refuse(`${parent.name} inherits from ${role.name} already, so ${role.name} cannot inherit from it.`);
  const above = parentId ? await upwards(scope, parentId) : [];
  const deepest = Math.max(...below.map(({ depth }) => depth));
  if (above.length + 1 + deepest > MOST_LEVELS)
    refuse(`At most ${MOST_LEVELS} roles inherit from each other. Choose a parent further up.`);
  const ids = below.map(({ id }) => id);
  await tx
    .delete(roleClosure)
    .where(
      within(
        ctx,
        roleClosure,
        and(inArray(roleClosure.descendantId, ids), notInArray(roleClosure.ancestorId, ids)),
      ),
    );
  const rows = above.flatMap((up) =>
    below.map((down) => ({
      tenantId: ctx.tenantId,
      ancestorId: up.id,
      descendantId: down.id,
      depth: up.depth + 1 + down.depth,
    })),
  );
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
    await tx.insert(roleClosure).values(rows.slice(from, from + ROWS_A_STATEMENT));
}

const ROWS_A_STATEMENT = 1000;

function refuse(message: string): never {
  throw new Invalid(message, { parentRoleId: [message] });
}
