import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { readRows } from "@/db/rows/copy";
import type { OwnerTx } from "@/db/rows/session";
import type { TenantTable } from "@/db/rows/tables";
import { neutralise } from "@/lib/export/csv";
import { fromCopyLine, linesOf, portionsOf, type TextRow } from "./copy-text";
import { type ArchivedFile, csvFile, jsonFile } from "./manifest";

/** The two files of a table, on disk under `path` until they are in the archive: an archive says a file's size before its content. */
export type Spooled = { rows: number; json: OnDisk; csv: OnDisk };
export type OnDisk = { path: string; about: ArchivedFile };

/** One value of a table can be a gigabyte; PostgreSQL holds no longer one. */
export const LONGEST_LINE = 1024 * 1024 * 1024;

const PORTION = 256 * 1024;

/** Writes a tenant's rows of one table twice: for programs as they are, and for people. */
export async function spoolTable(
  tx: OwnerTx,
  table: TenantTable,
  tenantId: string,
  folder: string,
  onRows: (rows: number) => Promise<void>,
): Promise<Spooled> {
  const names = table.columns.map(({ name }) => name);
  const isBytes = table.columns.map(({ type }) => type === "bytea");
  const json = await Spool.open(join(folder, `${table.name}.ndjson`), jsonFile(table.name));
  const csv = await Spool.open(join(folder, `${table.name}.csv`), csvFile(table.name));
  let rows = 0;
  try {
    await csv.write(`\ufeff${csvLines([names])}`);
    const lines = linesOf(await readRows(tx, table, tenantId), LONGEST_LINE);
    for await (const portion of portionsOf(lines, PORTION, (line) => line.length)) {
      const values = portion.map(fromCopyLine);
      await json.write(values.map((row) => toJsonLine(names, row)).join(""));
      await csv.write(
        csvLines(values.map((row) => row.map((value, at) => shown(value, isBytes[at] === true)))),
      );
      rows += portion.length;
      await onRows(rows);
    }
    return { rows, json: await json.close(), csv: await csv.close() };
  } finally {
    await Promise.all([json.close(), csv.close()]);
  }
}

/** Every value as its text, so that nothing is lost: numbers of any length, microseconds, bytes, the null of SQL and that of JSON. */
const toJsonLine = (names: string[], row: TextRow): string =>
  `${JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])))}\n`;

const csvLines = (rows: TextRow[]): string =>
  stringify(
    rows.map((row) => row.map((value) => (value === null ? "" : neutralise(value)))),
    { record_delimiter: "\r\n", quote_record_delimiter: true },
  );

const MOST_HEX = 128;

/** A file's bytes are of no use in a spreadsheet's cell. */
function shown(value: string | null, isBytes: boolean): string | null {
  if (!isBytes || value === null || value.length <= MOST_HEX + 2) return value;
  return `${(value.length - 2) / 2} bytes`;
}

/** A file that is being written, its size and its hash. */
class Spool {
  private readonly hash = createHash("sha256");
  private bytes = 0;
  private done: OnDisk | undefined;

  private constructor(
    private readonly handle: Awaited<ReturnType<typeof open>>,
    private readonly path: string,
    private readonly name: string,
  ) {}

  static async open(path: string, name: string): Promise<Spool> {
    return new Spool(await open(path, "wx", 0o600), path, name);
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.hash.update(bytes);
    this.bytes += bytes.length;
    await this.handle.writeFile(bytes);
  }

  async close(): Promise<OnDisk> {
    if (!this.done) {
      await this.handle.close();
      const about = { file: this.name, bytes: this.bytes, sha256: this.hash.digest("hex") };
      this.done = { path: this.path, about };
    }
    return this.done;
  }
}
