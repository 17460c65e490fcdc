import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { controlDb, inControl } from "@/db/control";
import { assertFenced } from "@/db/move/claims";
import { isSamePlace, removePlace } from "@/db/move/places";
import { placementMoves } from "@/db/schema/control";
import { readPlacement } from "@/db/whereabouts";
import type { Sweep } from "@/lib/jobs/sweeps";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { log } from "@/lib/log";
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
  await underFence(planned.tenantId, async (fence) => {
    const move = await findMove(controlDb(), moveId);
    if (!isKept(move)) return;
    const inUse = await isInUse(move);
    await assertFenced(fence);
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

/** Purges every source whose time has come and that no job has purged. One that cannot be now does not keep the others. */
async function purgeDueSources(): Promise<{ purged: number; failed: number }> {
  const due = await controlDb()
    .select({ id: placementMoves.id })
    .from(placementMoves)
    .where(and(isNull(placementMoves.sourcePurgedAt), lt(placementMoves.purgeAfter, sql`now()`)));
  let failed = 0;
  for (const { id } of due) {
    await purgeSource(id).catch((error) => {
      failed += 1;
      log.warn({ err: error, move: id }, "the source of a move was not purged");
    });
  }
  return { purged: due.length - failed, failed };
}

/** For the worker: beside the jobs, which give up after some failures. */
export const moveSweeps: Sweep[] = [{ name: "purge_sources", everyMinutes: 60, run: purgeDueSources }];

const isKept = (move: Move | null): move is Move => move?.step === "done" && move.sourcePurgedAt === null;

/** The tenant is there again, or on its way there: who moved it there has emptied it. */
async function isInUse({ tenantId, from }: Move): Promise<boolean> {
  const now = await readPlacement(tenantId);
  const open = await openMoveOf(controlDb(), tenantId);
  return [now, open?.to].some((place) => place && isSamePlace(place, from));
}
