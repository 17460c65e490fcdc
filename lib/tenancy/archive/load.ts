import { Readable } from "node:stream";
import { deferKeys, emptyStaging, insertStaged, openStaging, stageRows } from "@/db/rows/copy";
import { hashTable } from "@/db/rows/hash";
import type { OwnerTx } from "@/db/rows/session";
import type { TenantTable } from "@/db/rows/tables";
import { Invalid } from "@/lib/kernel/errors";
import { linesOf, portionsOf, type TextRow, toCopyLine } from "./copy-text";
import { type Entry, entriesOf } from "./inspect";
import type { ArchivedTable, Manifest } from "./manifest";
import { LONGEST_LINE } from "./spool";

const PORTION = 4 * 1024 * 1024;

export type LoadProgress = (progress: { table: string; rows: number; total: number }) => Promise<void>;

/**
 * Brings the rows of an archive into the tables of a place, in the caller's transaction, and compares each table with the manifest:
 * number of rows and hash. @throws Invalid for rows that do not fit; the transaction must then be rolled back
 */
export async function loadRows(
  tx: OwnerTx,
  path: string,
  manifest: Manifest,
  tables: TenantTable[],
  onProgress: LoadProgress,
): Promise<void> {
  requireSameTables(manifest, tables);
  const waiting = manifest.tables.map((archived, at) => ({ archived, table: tables[at] as TenantTable }));
  const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  let done = 0;
  for await (const entry of entriesOf(path)) {
    const { name } = entry.header;
    if (!name.startsWith("json/")) {
      entry.resume();
      continue;
    }
    const next = waiting.shift();
    if (!next || next.archived.json.file !== name)
      throw new Invalid("The files of this archive stand in another order than they were written.");
    await explained(next.archived, () =>
      loadTable(tx, next.table, manifest.tenant.id, entry, async (rows) => {
        done += rows;
        await onProgress({ table: next.table.name, rows: done, total });
      }),
    );
  }
  for (const [at, table] of tables.entries())
    await requireSameRows(tx, table, manifest.tables[at] as ArchivedTable, manifest.tenant.id);
}

/** Tables of one version are the same everywhere, and come in the same order. */
function requireSameTables(manifest: Manifest, tables: TenantTable[]): void {
  const layout = (all: Pick<TenantTable, "name" | "columns">[]) =>
    all.map(({ name, columns }) => `${name} (${columns.map((one) => `${one.name} ${one.type}`).join(", ")})`);
  const here = layout(tables);
  const archived = layout(manifest.tables);
  const at = here.findIndex((table, index) => table !== archived[index]);
  if (at < 0 && here.length === archived.length) return;
  const name = manifest.tables[at]?.name ?? tables[at]?.name ?? manifest.tables.at(-1)?.name;
  throw new Invalid(
    `The tables of this archive are others than here, from ${name} on. Nothing was imported.`,
  );
}

async function loadTable(
  tx: OwnerTx,
  table: TenantTable,
  tenantId: string,
  file: Entry,
  onRows: (rows: number) => Promise<void>,
): Promise<void> {
  await deferKeys(tx, [table]);
  await openStaging(tx, table);
  let line = 0;
  const rows = linesOf(file, LONGEST_LINE);
  for await (const portion of portionsOf(rows, PORTION, (text) => text.length)) {
    const copied = portion.map((text) => {
      line += 1;
      return toCopyLine(readRow(text, table, tenantId, line));
    });
    await stageRows(tx, table, Readable.from([Buffer.from(copied.join(""))]));
    await insertStaged(tx, table);
    await emptyStaging(tx, table);
    await onRows(portion.length);
  }
}

function readRow(text: string, { name, columns }: TenantTable, tenantId: string, line: number): TextRow {
  const wrong = (why: string) =>
    new Invalid(`Line ${line} of json/${name}.ndjson ${why}. Nothing was imported.`);
  let value: Record<string, unknown> | null;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong("is no JSON");
  }
  if (value?.tenant_id !== tenantId) throw wrong("is of another workspace");
  return columns.map((column) => {
    const field = value?.[column.name];
    if (typeof field !== "string" && field !== null) throw wrong(`has no text for ${column.name}`);
    return field;
  });
}

/**
 * What PostgreSQL refuses about the rows themselves (SQLSTATE classes 22 and 23, and the policies' 42501), in words. A value that is
 * none of its column's type ends the COPY, and what is told of that is that the transaction is over (25P02).
 */
async function explained<T>({ name }: ArchivedTable, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const { code = "", message } = error as { code?: string; message: string };
    if (!/^(22|23)...$|^42501$|^25P02$/.test(code)) throw error;
    const why = code === "25P02" ? "a value is none of its column's type" : message;
    throw new Invalid(`The rows of ${name} in this archive do not fit: ${why}. Nothing was imported.`);
  }
}

async function requireSameRows(
  tx: OwnerTx,
  table: TenantTable,
  archived: ArchivedTable,
  tenantId: string,
): Promise<void> {
  const { rows, hash } = await hashTable(tx, table, tenantId);
  if (rows === archived.rows && hash === archived.hash) return;
  throw new Invalid(
    `${table.name} is not as it was: ${rows} rows (${hash.slice(0, 12)}) in place of ${archived.rows} (${archived.hash.slice(0, 12)}). Nothing was imported.`,
  );
}
