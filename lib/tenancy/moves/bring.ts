import { compareAll, copyAll, copyChanges, countRows, snapshotStart } from "@/db/move/passes";
import { type Ends, withEnds } from "@/db/move/sessions";
import type { OwnerTx } from "@/db/rows/session";
import { nameOf } from "@/db/rows/tables";
import type { Move } from "./queries";
import type { Trip } from "./trip";

/** A pass that copied fewer rows than this leaves little for the cutover. */
const FEW_ROWS = 1000;
const MOST_PASSES = 8;

/**
 * Copies the tenant while it is in use: all rows, then what changed meanwhile, until that is little; then compares both sides, at the
 * state of the last pass. Answers where the next pass has to begin.
 */
export function bring(trip: Trip): Promise<string> {
  const { move, record, fence, at } = trip;
  return withEnds({ ...move, fence }, async (ends) => {
    let start: string | undefined;
    for (let passes = 1; ; passes++) {
      await record.note({ step: "copying", passes });
      const { began, proof } = await ends.source.snapshot(move.tenantId, async (from) => {
        const began = await snapshotStart(from);
        const copied = await copyPass(trip, ends, from, start);
        await at(`pass ${passes}`);
        const isLast = copied < FEW_ROWS || passes === MOST_PASSES;
        return { began, proof: isLast ? await verify(trip, ends, from) : undefined };
      });
      start = began;
      if (!proof) continue;
      await record.save({ proof });
      await at("verified");
      return began;
    }
  });
}

async function copyPass({ record }: Trip, ends: Ends, from: OwnerTx, start?: string): Promise<number> {
  if (start !== undefined) {
    const copied = await copyChanges(from, ends, start);
    await record.rows(copied);
    return copied;
  }
  const counts = await countRows(
    from,
    ends.tables.map((pair) => pair.from),
    ends.tenantId,
  );
  const rowsTotal = [...counts.values()].reduce((sum, { rows }) => sum + rows, 0);
  await record.save({ rowsTotal });
  await copyAll(from, ends, (rows) => record.rows(rows));
  // Without statistics the next passes, and the first queries there, would be planned for empty tables.
  for (const { to } of ends.tables) await ends.target.sql.unsafe(`analyze (skip_locked) ${nameOf(to)}`);
  return rowsTotal;
}

async function verify({ record }: Trip, ends: Ends, from: OwnerTx): Promise<NonNullable<Move["proof"]>> {
  await record.note({ step: "verifying" });
  return compareAll(from, ends, () => record.note({}));
}
