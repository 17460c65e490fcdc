import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import type { roleClosure, teamClosure } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";

type Scope = { tx: TenantTx; ctx: { tenantId: string } };
type Closure = typeof roleClosure | typeof teamClosure;
/** Something in a line, and how far it is from where the line begins. */
type Placed = { id: string; depth: number };

/** What stands itself at `id`, and all above it, the nearest first. */
export async function upwards({ tx, ctx }: Scope, closure: Closure, id: string): Promise<Placed[]> {
  const above = await tx
    .select({ id: closure.ancestorId, depth: closure.depth })
    .from(closure)
    .where(within(ctx, closure, eq(closure.descendantId, id)))
    .orderBy(asc(closure.depth));
  return [{ id, depth: 0 }, ...above];
}

/** What stands itself at `id`, and all below it. */
export async function downwards({ tx, ctx }: Scope, closure: Closure, id: string): Promise<Placed[]> {
  const below = await tx
    .select({ id: closure.descendantId, depth: closure.depth })
    .from(closure)
    .where(within(ctx, closure, eq(closure.ancestorId, id)));
  return [{ id, depth: 0 }, ...below];
}

/**
 * Takes a subtree from where it stood, and puts it under the last of a line: `below` and `above` are what `downwards` and `upwards` say
 * of the two, and `above` is empty when it stands under nothing. Call it under a lock, and check for a circle first.
 */
export async function rehang(
  { tx, ctx }: Scope,
  closure: Closure,
  below: readonly Placed[],
  above: readonly Placed[],
): Promise<void> {
  const ids = below.map(({ id }) => id);
  const leading = and(inArray(closure.descendantId, ids), notInArray(closure.ancestorId, ids));
  await tx.delete(closure).where(within(ctx, closure, leading));
  const rows = above.flatMap((up) =>
    below.map((down) => ({
      tenantId: ctx.tenantId,
      ancestorId: up.id,
      descendantId: down.id,
      depth: up.depth + 1 + down.depth,
    })),
  );
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
    await tx.insert(closure).values(rows.slice(from, from + ROWS_A_STATEMENT));
}

const ROWS_A_STATEMENT = 1000;
