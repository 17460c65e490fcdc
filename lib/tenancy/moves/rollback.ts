import { eq, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { assertFenced, awaitFreeze } from "@/db/move/claims";
import { isSameDatabase, removePlace } from "@/db/move/places";
import { isAt, readResident, setResident } from "@/db/move/residents";
import { openPlace, PlaceUnreachable } from "@/db/move/sessions";
import { placementMoves, placements } from "@/db/schema/control";
import { databaseOver } from "@/db/transaction";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { log } from "@/lib/log";
import type { Trip } from "./trip";

/**
 * Takes a move back: the source is open again, as it was all the while or nearly, and nothing of the tenant is left at the target.
 * Possible until the control plane names the target; answers false when it does, for then only the way on is left. Run again after
 * a kill, it finishes. @throws when the source cannot be opened again now
 */
export async function rollBack({ move, fence, at }: Trip, reason: string): Promise<boolean> {
  const { tenantId, from, to } = move;
  const claimed = fence.sql.begin(async (tx) =>
    claimRollback(databaseOver(tx), move.id, tenantId, to.epoch, reason),
  );
  if (!(await fence.orLost(claimed))) return false;
  await at("rolling back");
  // Before that step nothing was changed at the source, which may be what cannot be reached.
  if (move.step === "cutting_over" || move.step === "switching") await openSource(move);
  await at("source open");
  await assertFenced(fence);
  await removePlace(to, tenantId).catch((error) => {
    if (!(error instanceof PlaceUnreachable) || isSameDatabase(from, to)) throw error;
    // Nobody is sent there, and the next move there empties it first.
    log.warn({ err: error, tenant: tenantId }, "the target of a move could not be emptied");
  });
  await at("target removed");
  await fence.orLost(fence.sql.begin(async (tx) => end(databaseOver(tx), move.id)));
  return true;
}

async function openSource({ tenantId, from }: Trip["move"]): Promise<void> {
  const source = await openPlace(from);
  try {
    await awaitFreeze(source, tenantId);
    const resident = await readResident(source.sql, tenantId);
    if (isAt(resident, from) && resident?.state === "frozen")
      await setResident(source.sql, tenantId, from, "open");
  } finally {
    await source.close();
  }
}

/** Waits for a switch on its way to its end. After this one, none begins. */
async function claimRollback(
  control: ControlTx,
  id: string,
  tenantId: string,
  newEpoch: number,
  reason: string,
): Promise<boolean> {
  await control
    .select({ id: placementMoves.id })
    .from(placementMoves)
    .where(eq(placementMoves.id, id))
    .for("update");
  const [placement] = await control
    .select({ epoch: placements.epoch })
    .from(placements)
    .where(eq(placements.tenantId, tenantId));
  if (placement && placement.epoch >= newEpoch) return false;
  await control
    .update(placementMoves)
    .set({ error: sql`coalesce(${placementMoves.error}, ${reason})` as never })
    .where(eq(placementMoves.id, id));
  return true;
}

async function end(control: ControlTx, id: string): Promise<void> {
  const [move] = await control
    .update(placementMoves)
    .set({
      step: sql`case when ${placementMoves.cancelRequestedAt} is null then 'failed' else 'cancelled' end` as never,
      finishedAt: new Date(),
    })
    .where(eq(placementMoves.id, id))
    .returning();
  if (!move) throw new Error("This move is not there any more.");
  const { tenantId, from, to, step, error, requestedBy, reason } = move;
  await appendPlatformAudit(control, [
    {
      tenantId,
      action: step === "cancelled" ? "tenant.move_cancelled" : "tenant.move_failed",
      resourceType: "tenant",
      resourceId: tenantId,
      changes: {
        before: { isolationLevel: from.isolationLevel },
        after: { isolationLevel: to.isolationLevel },
      },
      actorUserId: requestedBy,
      actorReason: reason ?? "move",
      success: false,
      error,
      severity: step === "cancelled" ? "INFO" : "ERROR",
    },
  ]);
}
