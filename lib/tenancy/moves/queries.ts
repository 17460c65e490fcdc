import { and, eq, isNull } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { placementMoves } from "@/db/schema/control";

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
