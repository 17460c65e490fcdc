import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { controlDb, inControl } from "@/db/control";
import { isSamePlace, removePlace } from "@/db/move/places";
import { placementMoves } from "@/db/schema/control";
import { readPlacement } from "@/db/whereabouts";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { underFence } from "./fence";
import { findMove, type Move, openMoveOf } from "./queries";

/** The kind of the job; its key is the move's id. */
export const PURGE = "purge_source";

/**
 * Takes away what a move kept of its source, for good. Nothing happens when that was done before, or when the tenant lives there again.
 * Run again after a kill, it finishes.
 */
export async function purgeSource(moveId: string): Promise<void> {
  const planned = await findMove(controlDb(), moveId);
  if (!isKept(planned)) return;
  await underFence(planned.tenantId, async () => {
    const move = await findMove(controlDb(), moveId);
    if (!isKept(move)) return;
    const inUse = await isInUse(move);
    if (!inUse) await removePlace(move.from, move.tenantId);
    await inControl("read write", async (tx) => {
      await tx
        .update(placementMoves)
        .set({ sourcePurgedAt: sql`now()` as never })
        .where(eq(placementMoves.id, moveId));
      if (inUse) return;
      const { tenantId, from } = move;
      await appendPlatformAudit(tx, [
        {
          tenantId,
          action: "tenant.source_purged",
          resourceType: "tenant",
          resourceId: tenantId,
          changes: { before: { isolationLevel: from.isolationLevel, epoch: from.epoch } },
          actorReason: "the source of a move was kept long enough",
        },
      ]);
    });
  });
}

/** Purges every source whose time has come: for a sweep, beside the jobs. Answers how many that were. */
export async function purgeDueSources(): Promise<number> {
  const due = await controlDb()
    .select({ id: placementMoves.id })
    .from(placementMoves)
    .where(and(isNull(placementMoves.sourcePurgedAt), lt(placementMoves.purgeAfter, sql`now()`)));
  for (const { id } of due) await purgeSource(id);
  return due.length;
}

const isKept = (move: Move | null): move is Move => move?.step === "done" && move.sourcePurgedAt === null;

/** The tenant is there again, or on its way there: who moved it there has emptied it. */
async function isInUse({ tenantId, from }: Move): Promise<boolean> {
  const now = await readPlacement(tenantId);
  const open = await openMoveOf(controlDb(), tenantId);
  return [now, open?.to].some((place) => place && isSamePlace(place, from));
}
