import { controlDb } from "@/db/control";
import { awaitFreeze } from "@/db/move/claims";
import { isAt, readResident } from "@/db/move/residents";
import { openPlace } from "@/db/move/sessions";
import { readPlacement } from "@/db/whereabouts";
import { bring } from "./bring";
import { cutOver } from "./cutover";
import { underFence } from "./fence";
import { prepare } from "./prepare";
import { findMove, type Move } from "./queries";
import { type MoveProgress, Recorder } from "./record";
import { rollBack } from "./rollback";
import { complete, finish, switchOver, withReachable } from "./switch";
import type { Trip } from "./trip";

export type Options = {
  /** Told how far it is; also when another process runs it. */
  watch?: (progress: MoveProgress) => void;
  /** Called after every step, with its name. */
  at?: (point: string) => Promise<void>;
};

/**
 * Runs a planned move to its end, or goes on with one whose runner died, from wherever it stopped; of two runners at once, one waits.
 * Until the source is frozen everything is done again from the start; after that there is only the way on, since both sides were
 * compared before. What fails before the control plane names the target is taken back, and the move ends as failed, with the reason.
 * @throws when it could be neither finished nor taken back now: run it again
 */
export async function runMove(id: string, options: Options = {}): Promise<Move> {
  const { tenantId } = await getMove(id);
  try {
    await underFence(
      tenantId,
      (fence) => goOn(id, fence, options),
      () => look(id, options),
    );
  } catch (error) {
    // Over a connection of its own: the one that the failure came through may be lost.
    await underFence(tenantId, (fence) => settle(id, fence, options, error));
  }
  return getMove(id);
}

async function goOn(id: string, fence: Trip["fence"], options: Options): Promise<void> {
  const trip = await startTrip(id, fence, options);
  if (!trip) return;
  const { move } = trip;
  if (await hasSwitched(move)) return arrive(trip);
  if (move.error && (await rollBack(trip, move.error))) return;
  const frozenAt = await frozenSince(move);
  if (frozenAt) {
    const switched = await withReachable(move, async (ends) => {
      const done = await switchOver(trip, ends);
      await complete(trip, ends);
      return done;
    });
    return finish(trip, Date.now() - frozenAt.getTime(), switched);
  }
  await trip.record.save({ startedAt: move.startedAt ?? new Date() });
  await prepare(trip);
  const { waitedMs, switched } = await cutOver(trip, await bring(trip));
  await finish(trip, waitedMs, switched);
}

/** After a failure: on, when the control plane names the target; back, when it does not. */
async function settle(id: string, fence: Trip["fence"], options: Options, failure: unknown): Promise<void> {
  const trip = await startTrip(id, fence, options);
  if (!trip) return;
  if (await rollBack(trip, (failure as Error).message)) return;
  await arrive(trip);
}

async function arrive(trip: Trip): Promise<void> {
  await withReachable(trip.move, (ends) => complete(trip, ends));
  await finish(trip, null);
}

async function startTrip(id: string, fence: Trip["fence"], options: Options): Promise<Trip | null> {
  const move = await getMove(id);
  if (move.finishedAt) return null;
  const { watch = () => {}, at = async () => {} } = options;
  return { move, fence, record: new Recorder(move, watch), at };
}

async function getMove(id: string): Promise<Move> {
  const move = await findMove(controlDb(), id);
  if (!move) throw new Error(`There is no move ${id}.`);
  return move;
}

async function look(id: string, { watch }: Options): Promise<void> {
  watch?.(await getMove(id));
}

const hasSwitched = async ({ tenantId, to }: Move): Promise<boolean> =>
  (await readPlacement(tenantId))?.epoch === to.epoch;

/** Since when nobody may write at the source; null while everybody may. */
async function frozenSince({ tenantId, from }: Move): Promise<Date | null> {
  const source = await openPlace(from);
  try {
    await awaitFreeze(source, tenantId);
    const resident = await readResident(source.sql, tenantId);
    return isAt(resident, from) && resident?.state === "frozen" ? new Date(resident.changedAt) : null;
  } finally {
    await source.close();
  }
}
