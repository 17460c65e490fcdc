import type { Readable } from "node:stream";
import {
  deferKeys,
  emptyStaging,
  insertStaged,
  openStaging,
  readFew,
  readRows,
  stageRows,
  stagingOf,
} from "../rows/copy";
import { hashRows, hashTable, type TableHash } from "../rows/hash";
import { keyRanges } from "../rows/ranges";
import type { OwnerTx } from "../rows/session";
import { listOf, nameOf, rowsOf, type TenantTable } from "../rows/tables";
import { claimArrivals } from "./claims";
import type { Ends, TablePair } from "./sessions";

/** Rows in one portion of the first pass: progress is told, and a wish to stop heard, between two. */
const PORTION = 10_000;

/** What arrived differs from what was sent. */
export class CopyDiffers extends Error {
  constructor(readonly table: string) {
    super(`The rows of ${table} that arrived are not the rows that were sent.`);
  }
}

/**
 * The oldest transaction still open when the snapshot of `tx` was taken, in the 32 bits of a row's `xmin`: where the next pass begins.
 * A statement of `tx` may take so long from here on, when `timeout` is given.
 */
export async function snapshotStart(tx: OwnerTx, timeout = "0"): Promise<string> {
  const [row] = await tx<{ start: string }[]>`
    select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric % 4294967296)::text as start,
           set_config('statement_timeout', ${timeout}, true)`;
  return row?.start ?? "0";
}

/**
 * Rows written by a transaction that was open or had not begun then: every change since, and some from before. Transaction ids
 * go round in 32 bits, so a row untouched for two thousand million transactions is copied once more, and none is missed.
 */
const changedSince = (start: string) => `((xmin::text::bigint - ${start}) & 4294967295) < 2147483648`;

type Count = { rows: number; changed: number };

/** How many rows a tenant has in each table, and how many of them changed. */
export async function countRows(
  tx: OwnerTx,
  tables: TenantTable[],
  tenantId: string,
  start?: string,
): Promise<Map<string, Count>> {
  const changed = start ? changedSince(start) : "true";
  const counts = tables.map(
    (
      table,
    ) => `select '${table.name}' as name, count(*)::int as rows, count(*) filter (where ${changed})::int as changed
                  from ${nameOf(table)} where ${rowsOf(tenantId)}`,
  );
  const found = await tx.unsafe<(Count & { name: string })[]>(counts.join(" union all "));
  return new Map(found.map(({ name, rows, changed }) => [name, { rows, changed }]));
}

/** The first pass: every row, in one transaction at the target, which holds none yet. */
export async function copyAll(
  from: OwnerTx,
  { target, fence, tenantId, tables, fail }: Ends,
  onRows: (rows: number) => Promise<void>,
): Promise<void> {
  await target.write(tenantId, async (to) => {
    await claimArrivals(to, fence, tenantId);
    await deferKeys(
      to,
      tables.map((pair) => pair.to),
    );
    for (const pair of tables) {
      await openStaging(to, pair.to);
      for await (const range of keyRanges(from, pair.from, tenantId, PORTION)) {
        await stage(to, pair, await readRows(from, pair.from, tenantId, range), fail);
        await onRows(await insertStaged(to, pair.to));
        await emptyStaging(to, pair.to);
      }
    }
  });
}

/**
 * A later pass: what changed since the snapshot that began at `start`, and what is gone. The target is then what the source was in the
 * snapshot of `from`: all counts are compared, and the rows that were copied, by their hashes. All in one transaction at the target,
 * whose keys are checked at its end: rows may swap what is unique, or refer to rows that come later. Answers how many rows it copied.
 * @throws CopyDiffers
 */
export function copyChanges(
  from: OwnerTx,
  { target, fence, tenantId, tables, fail }: Ends,
  start: string,
  timeout?: string,
): Promise<number> {
  return target.write(tenantId, async (to) => {
    if (timeout) await to`select set_config('statement_timeout', ${timeout}, true)`;
    await claimArrivals(to, fence, tenantId);
    await deferKeys(to, "all");
    const sent = tables.map((pair) => pair.from);
    const arrived = tables.map((pair) => pair.to);
    const [here, there] = await Promise.all([
      countRows(from, sent, tenantId, start),
      countRows(to, arrived, tenantId),
    ]);
    let copied = 0;
    for (const pair of tables) {
      const wanted = here.get(pair.name) ?? { rows: 0, changed: 0 };
      const held = there.get(pair.name)?.rows ?? 0;
      if (wanted.changed === 0 && wanted.rows === held) continue;
      await openStaging(to, pair.to);
      if (wanted.changed > 0)
        await stage(to, pair, await readFew(from, pair.from, tenantId, changedSince(start)), fail);
      await replaceStaged(from, to, pair, tenantId, wanted, held);
      await compareChanged(from, to, pair, tenantId, start);
      copied += wanted.changed;
    }
    return copied;
  });
}

/** Every table on both sides, by count and ordered hash, at the state of `from`. @throws CopyDiffers */
export function compareAll(
  from: OwnerTx,
  { target, tenantId, tables }: Ends,
  onTable: () => Promise<void>,
): Promise<Record<string, { from: TableHash; to: TableHash }>> {
  return target.snapshot(tenantId, async (to) => {
    const proof: Record<string, { from: TableHash; to: TableHash }> = {};
    for (const pair of tables) {
      const [here, there] = await Promise.all([
        hashTable(from, pair.from, tenantId),
        hashTable(to, pair.to, tenantId),
      ]);
      if (here.rows !== there.rows || here.hash !== there.hash) throw new CopyDiffers(pair.name);
      proof[pair.name] = { from: here, to: there };
      await onTable();
    }
    return proof;
  });
}

async function stage(to: OwnerTx, pair: TablePair, rows: Readable, fail: Ends["fail"]): Promise<void> {
  await stageRows(to, pair.to, rows).catch((error) => {
    // The source still sends, and answers nothing else.
    fail(error);
    throw error;
  });
}

const staged = (table: TenantTable) =>
  `(${listOf(table.key)}) in (select ${listOf(table.key)} from ${stagingOf(table)})`;

/** What is gone goes before what is new comes: a new row may hold what was unique to one that is gone. */
async function replaceStaged(
  from: OwnerTx,
  to: OwnerTx,
  pair: TablePair,
  tenantId: string,
  wanted: Count,
  held: number,
): Promise<void> {
  const table = pair.to;
  const { count: replaced } = await to.unsafe(
    `delete from ${nameOf(table)} where ${rowsOf(tenantId, staged(table))}`,
  );
  let left = held - replaced;
  if (left + wanted.changed !== wanted.rows) left -= await deleteGone(from, to, pair, tenantId);
  const inserted = await insertStaged(to, table);
  if (left + inserted !== wanted.rows) throw new CopyDiffers(pair.name);
}

/** Deletes what the source does not have any more: nothing is left of a deleted row, so the keys of both sides are compared. */
async function deleteGone(from: OwnerTx, to: OwnerTx, pair: TablePair, tenantId: string): Promise<number> {
  const keys: TenantTable = { ...pair.to, name: `${pair.name}_keys`, columns: pair.to.key };
  await to.unsafe(
    `create temporary table if not exists "stage_${keys.name}" as select ${listOf(keys.key)} from ${nameOf(pair.to)} where false;
     truncate ${stagingOf(keys)}`,
  );
  await stageRows(to, keys, await readRows(from, { ...pair.from, columns: pair.from.key }, tenantId));
  const same = keys.key.map(({ name }) => `k."${name}" = t."${name}"`).join(" and ");
  const { count } = await to.unsafe(
    `delete from ${nameOf(pair.to)} t where ${rowsOf(tenantId)} and not exists (select from ${stagingOf(keys)} k where ${same})`,
  );
  return count;
}

async function compareChanged(
  from: OwnerTx,
  to: OwnerTx,
  pair: TablePair,
  tenantId: string,
  start: string,
): Promise<void> {
  // The inner query keeps PostgreSQL from reading all rows in the order of the key for the sake of a few.
  const few = (table: TenantTable, condition: string) =>
    `(select * from ${nameOf(table)} where ${rowsOf(tenantId, condition)} offset 0) t`;
  const [here, there] = await Promise.all([
    hashRows(from, few(pair.from, changedSince(start)), pair.from),
    hashRows(to, few(pair.to, staged(pair.to)), pair.to),
  ]);
  if (here.rows !== there.rows || here.hash !== there.hash) throw new CopyDiffers(pair.name);
}
