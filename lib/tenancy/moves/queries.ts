import { and, desc, eq, isNull } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { placementMoves, tenants } from "@/db/schema/control";

export type Move = typeof placementMoves.$inferSelect;

export async function findMove(tx: ControlTx, id: string): Promise<Move | null> {
  const [move] = await tx.select().from(placementMoves).where(eq(placementMoves.id, id));
  return move ?? null;
}

/** The move that a tenant is on. */
export async function openMoveOf(tx: ControlTx, tenantId: string): Promise<Move | null> {
  const [move] = await tx
    .select()
    .from(placementMoves)
    .where(and(eq(placementMoves.tenantId, tenantId), isNull(placementMoves.finishedAt)));
  return move ?? null;
}

/** Moves with the tenant that each is of, the newest first; of one tenant, when it is given. */
export const listMoves = (tx: ControlTx, { tenantId, limit = 50 }: { tenantId?: string; limit?: number }) =>
  tx
    .select({ move: placementMoves, slug: tenants.slug, name: tenants.name })
    .from(placementMoves)
    .innerJoin(tenants, eq(tenants.id, placementMoves.tenantId))
    .where(tenantId ? eq(placementMoves.tenantId, tenantId) : undefined)
    .orderBy(desc(placementMoves.id))
    .limit(limit);
