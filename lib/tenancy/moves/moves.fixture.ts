import { inControl } from "@/db/control";
import { removePlace } from "@/db/move/places";
import { openPlace } from "@/db/move/sessions";
import { type IsolationLevel, type Placement, placeFor } from "@/db/placement";
import { hashTables } from "@/db/rows/hash";
import { tenantTables } from "@/db/rows/tables";
import { type MovePlan, planMove } from "./plan";
import type { Move } from "./queries";
import { type Options, runMove } from "./run";

/** What the tests of moves share. */

export const plan = (tenantId: string, to: IsolationLevel, more: Partial<MovePlan> = {}) =>
  inControl("read write", (tx) => planMove(tx, { tenantId, to, reason: "test", mine: true, ...more }));

export async function move(
  tenantId: string,
  to: IsolationLevel,
  options: Options = {},
  more: Partial<MovePlan> = {},
): Promise<Move> {
  const { id } = await plan(tenantId, to, more);
  return runMove(id, options);
}

/** The count and the hash of every table that a tenant has at a place. */
export async function hashesAt(placement: Placement, tenantId: string) {
  const session = await openPlace(placement);
  try {
    const tables = await tenantTables(session.sql, placement.schemaName);
    return await session.snapshot(tenantId, (tx) => hashTables(tx, tables, tenantId));
  } finally {
    await session.close();
  }
}

/** Takes away what a tenant may have at any place of its own. */
export async function removeOwnPlaces(tenantId: string): Promise<void> {
  for (const level of ["schema", "database"] as const) await removePlace(placeFor(tenantId, level), tenantId);
}
