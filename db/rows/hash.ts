import { createHash } from "node:crypto";
import { copyOut } from "./copy";
import type { OwnerTx } from "./session";
import { listOf, nameOf, rowsOf, type TenantTable } from "./tables";

/** What a table holds of a tenant: how many rows, and the hash of all of them. */
export type TableHash = { rows: number; hash: string };

/** The length of a row's MD5 in hexadecimal and the line's end. */
const LINE = 33;

/**
 * SHA-256 over the MD5 of every row's text, one a line, in the order of the primary key. The rows stay in the database, and nothing
 * holds more than one of them, whatever the size of the table. `tx` must come from an OwnerSession, which pins how values are written.
 */
export const hashTable = (tx: OwnerTx, table: TenantTable, tenantId: string): Promise<TableHash> =>
  hashRows(tx, `${nameOf(table)} t where ${rowsOf(tenantId)}`, table);

/** The same of some rows: `from` is what follows FROM, the table's rows named `t`. */
export async function hashRows(tx: OwnerTx, from: string, table: TenantTable): Promise<TableHash> {
  const row = `md5(row(${listOf(table.columns, "t")})::text)`;
  const query = `copy (select ${row} from ${from} order by ${listOf(table.key, "t")}) to stdout`;
  const hash = createHash("sha256");
  let length = 0;
  for await (const chunk of await copyOut(tx, query)) {
    hash.update(chunk);
    length += (chunk as Buffer).length;
  }
  return { rows: length / LINE, hash: hash.digest("hex") };
}

/** The hashes of all of a tenant's tables, by name. */
export async function hashTables(
  tx: OwnerTx,
  tables: TenantTable[],
  tenantId: string,
): Promise<Record<string, TableHash>> {
  const hashes: Record<string, TableHash> = {};
  for (const table of tables) hashes[table.name] = await hashTable(tx, table, tenantId);
  return hashes;
}
