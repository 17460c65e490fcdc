import { type Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { OwnerTx } from "./session";
import { listOf, nameOf, quoted, rowsOf, type TenantTable } from "./tables";

/**
 * Rows on their way into a table. COPY into a table with row-level security is refused, so they come into a temporary one of the
 * same columns first, and from there by INSERT, under the policies.
 */
export const stagingOf = ({ name }: TenantTable): string => `pg_temp.${quoted(`stage_${name}`)}`;

/** An empty staging table. It stays for the connection's life, and is the same opened twice. */
export async function openStaging(tx: OwnerTx, table: TenantTable): Promise<void> {
  await tx.unsafe(
    `create temporary table if not exists ${quoted(`stage_${table.name}`)} as select ${listOf(table.columns)} from ${nameOf(table)} where false;
     truncate ${stagingOf(table)}`,
  );
}

/**
 * What COPY ... TO STDOUT writes. postgres.js (3.4) pauses the socket while the reader is behind, and leaves it so when the end of the
 * rows came in the same packet: the next query would never be answered.
 */
export async function copyOut(tx: OwnerTx, query: string): Promise<Readable> {
  const rows = await tx.unsafe(query).readable();
  return rows.once("end", () => rows._read(0));
}

/** A tenant's rows as COPY writes them (text format, the columns by name), in the order of the key; those that meet `condition`. */
export function readRows(
  tx: OwnerTx,
  table: TenantTable,
  tenantId: string,
  condition?: string,
): Promise<Readable> {
  const rows = `select ${listOf(table.columns)} from ${nameOf(table)} where ${rowsOf(tenantId, condition)}`;
  return copyOut(tx, `copy (${rows} order by ${listOf(table.key)}) to stdout`);
}

/** The same of a few rows among many, in any order: to put them in order would be planned for many. */
export function readFew(
  tx: OwnerTx,
  table: TenantTable,
  tenantId: string,
  condition: string,
): Promise<Readable> {
  const rows = `select ${listOf(table.columns)} from ${nameOf(table)} where ${rowsOf(tenantId, condition)}`;
  return copyOut(tx, `copy (${rows}) to stdout`);
}

/** Pours rows in COPY's text format into the staging table. @throws when they do not fit its columns; then `tx` must be rolled back. */
export async function stageRows(tx: OwnerTx, table: TenantTable, rows: Readable): Promise<void> {
  const copy = tx.unsafe(`copy ${stagingOf(table)} (${listOf(table.columns)}) from stdin`);
  await pour(tx, rows, await copy.writable());
}

/** Puts what is staged into the table. Answers how many rows that were. */
export async function insertStaged(tx: OwnerTx, table: TenantTable): Promise<number> {
  const columns = listOf(table.columns);
  const { count } = await tx.unsafe(
    `insert into ${nameOf(table)} (${columns}) select ${columns} from ${stagingOf(table)}`,
  );
  return count;
}

export async function emptyStaging(tx: OwnerTx, table: TenantTable): Promise<void> {
  await tx.unsafe(`truncate ${stagingOf(table)}`);
}

/** Lets rows refer to others that come later in the transaction: those of a table to each other, or all to all. */
export async function deferKeys(tx: OwnerTx, tables: TenantTable[] | "all"): Promise<void> {
  if (tables === "all") {
    await tx.unsafe("set constraints all deferred");
    return;
  }
  const keys = tables.flatMap(({ schema, lateKeys }) =>
    lateKeys.map((key) => `${quoted(schema)}.${quoted(key)}`),
  );
  if (keys.length > 0) await tx.unsafe(`set constraints ${keys.join(", ")} deferred`);
}

/**
 * postgres.js (3.4) never settles a COPY that the server refuses at its end; the query behind it fails then, and tells us.
 * Rows arrive one by one, and go out by the packet.
 */
async function pour(tx: OwnerTx, rows: Readable, into: Writable): Promise<void> {
  const final = into._final.bind(into);
  let refused: (error: unknown) => void = () => {};
  const refusal = new Promise<never>((_, reject) => {
    refused = reject;
  });
  into._final = (done) => {
    final(done);
    tx.unsafe("select 1").catch(refused);
  };
  await Promise.race([pipeline(rows, packets(), into), refusal]);
}

const PACKET = 64 * 1024;

function packets(): Transform {
  let waiting: Buffer[] = [];
  let size = 0;
  const take = (): Buffer => {
    const packet = Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
    return packet;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(chunk);
      size += chunk.length;
      if (size < PACKET) done();
      else done(null, take());
    },
    flush(done) {
      if (size > 0) this.push(take());
      done();
    },
  });
}
