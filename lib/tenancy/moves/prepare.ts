import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { preparePlace } from "@/db/migrate/place";
import { claimArrivals } from "@/db/move/claims";
import { emptyPlace, holdsOthers, isMain, isSameDatabase, isSamePlace } from "@/db/move/places";
import { putResident } from "@/db/move/residents";
import { openPlace } from "@/db/move/sessions";
import type { Placement } from "@/db/placement";
import { placementMoves } from "@/db/schema/control";
import { Conflict } from "@/lib/kernel/errors";
import type { Trip } from "./trip";

/** Makes the target ready: its tables, and in them nothing that an earlier attempt, or an earlier stay, has left. */
export async function prepare({ move, record, fence, at }: Trip): Promise<void> {
  const { tenantId, from, to } = move;
  await record.note({ step: "preparing", passes: 0, rowsDone: 0 });
  if (!isMain(to) && (await holdsOthers(to)))
    throw new Conflict(`The database ${to.databaseName} is not empty: choose another name.`);
  await preparePlace(to);
  await at("prepared");
  const target = await openPlace(to);
  try {
    if (!isSameDatabase(from, to)) {
      await target.write(tenantId, async (tx) => {
        await claimArrivals(tx, fence, tenantId);
        await putResident(tx, tenantId, to, "arriving");
      });
    }
    await emptyPlace(target, to, tenantId, fence);
  } finally {
    await target.close();
  }
  await forgetLeftovers(tenantId, to);
  await at("emptied");
}

/** What earlier moves kept at this place is gone now. */
async function forgetLeftovers(tenantId: string, place: Placement): Promise<void> {
  const kept = await controlDb()
    .select({ id: placementMoves.id, from: placementMoves.from })
    .from(placementMoves)
    .where(
      and(
        eq(placementMoves.tenantId, tenantId),
        eq(placementMoves.step, "done"),
        isNull(placementMoves.sourcePurgedAt),
      ),
    );
  const ids = kept.filter(({ from }) => isSamePlace(from, place)).map(({ id }) => id);
  if (ids.length === 0) return;
  await controlDb()
    .update(placementMoves)
    .set({ sourcePurgedAt: sql`now()` as never })
    .where(inArray(placementMoves.id, ids));
}
