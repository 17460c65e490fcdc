import { setTimeout as sleep } from "node:timers/promises";
import { assertFenced } from "@/db/move/claims";
import { copyChanges, snapshotStart } from "@/db/move/passes";
import { setResident } from "@/db/move/residents";
import { type Ends, withEnds } from "@/db/move/sessions";
import { codeOf } from "@/db/refusals";
import type { OwnerSession } from "@/db/rows/session";
import { complete, type Switched, switchOver } from "./switch";
import type { Trip } from "./trip";

/** Whoever writes while the lock is asked for waits behind the request: so long at most. */
const LOCK_TIMEOUT = "300ms";
/** Whoever writes while the lock is held waits for the last pass, and for ten seconds at most in all: it must be over before. */
const LAST_PASS_TIMEOUT = "7s";
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
const GIVE_UP_MS = 10 * 60 * 1000;

/** How long writers had to wait, in milliseconds, and what is left to do afterwards. */
type CutOver = { waitedMs: number; switched: Switched };

/**
 * Stops the tenant's writers for the moment that it takes to copy what changed last, and switches over. When somebody writes for
 * long, or too much has changed, it lets go and tries again later, after another pass.
 */
export async function cutOver(trip: Trip, start: string): Promise<CutOver> {
  const { move, record, fence } = trip;
  await record.note({ step: "cutting_over" });
  const giveUpAt = Date.now() + GIVE_UP_MS;
  let from = start;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
    const attempt = await withEnds({ ...move, fence }, (ends) => tryOnce(trip, ends, from)).catch((error) => {
      // The last pass took too long, or met a lock: nothing of it is left, and our lock is gone with the connection.
      if (["57014", "55P03"].includes(codeOf(error) ?? "")) return { from, done: null };
      throw error;
    });
    if (attempt.done) return attempt.done;
    from = attempt.from;
    if (Date.now() > giveUpAt)
      throw new Error(
        "Somebody has been writing without a pause for ten minutes, an import perhaps: move it again later.",
      );
    await trip.at("waiting");
    await sleep(pause);
    await record.note({});
  }
}

async function tryOnce(
  trip: Trip,
  ends: Ends,
  start: string,
): Promise<{ from: string; done: CutOver | null }> {
  const { move, at } = trip;
  const { source } = ends;
  const from = await pass(trip, ends, start);
  if (!(await tryLock(source, move.tenantId))) return { from, done: null };
  const since = performance.now();
  await at("locked");
  await pass(trip, ends, from, LAST_PASS_TIMEOUT);
  await at("last pass");
  // With the lock: who takes this move over waits for it, and sees what comes of it.
  await assertFenced(ends.fence);
  if (!(await setResident(source.sql, move.tenantId, move.from, "frozen")))
    throw new Error("The tenant is not where this move found it.");
  await at("frozen");
  const switched = await switchOver(trip, ends);
  await complete(trip, ends);
  await source.sql`select pg_advisory_unlock(app.tenant_lock(${move.tenantId}))`;
  return { from, done: { waitedMs: Math.round(performance.now() - since), switched } };
}

/** Brings over what changed since `start`; answers where the next pass has to begin. */
const pass = ({ move, record }: Trip, ends: Ends, start: string, timeout?: string): Promise<string> =>
  ends.source.snapshot(move.tenantId, async (from) => {
    const began = await snapshotStart(from, timeout);
    const copied = await copyChanges(from, ends, start, timeout);
    // Under the lock nothing waits for the control plane's connections, which those who write may hold.
    if (!timeout) await record.rows(copied);
    return began;
  });

/** The lock that every writer shares: once it is ours, their transactions are over, and no new one has begun. */
async function tryLock(source: OwnerSession, tenantId: string): Promise<boolean> {
  await source.sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, false)`;
  try {
    await source.sql`select pg_advisory_lock(app.tenant_lock(${tenantId}))`;
    return true;
  } catch (error) {
    if (codeOf(error) === "55P03") return false;
    throw error;
  }
}
