import { deferKeys } from "./copy";
import type { OwnerSession, OwnerTx } from "./session";
import { listOf, nameOf, rowsOf, type TenantTable, tenantTables } from "./tables";

const ROWS_AT_ONCE = 5000;

/**
 * Deletes all rows of a tenant from a schema, children before their parents, in portions: a transaction each, so that nobody waits and a
 * kill loses little. Run again, it goes on. `first` begins each of them. Answers how many rows went, by table.
 */
export async function deleteTenantRows(
  session: OwnerSession,
  schema: string,
  tenantId: string,
  first: (tx: OwnerTx) => Promise<void> = async () => {},
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const tables = await tenantTables(session.sql, schema);
  for (const table of tables.reverse())
    counts[table.name] = await deleteRows(session, table, tenantId, first);
  return counts;
}

async function deleteRows(
  session: OwnerSession,
  table: TenantTable,
  tenantId: string,
  first: (tx: OwnerTx) => Promise<void>,
): Promise<number> {
  // Rows that refer to each other go together.
  const atOnce = table.lateKeys.length > 0 ? "" : `limit ${ROWS_AT_ONCE}`;
  const key = listOf(table.key);
  const query = `delete from ${nameOf(table)} where ${rowsOf(tenantId)}
    and (${key}) in (select ${key} from ${nameOf(table)} where ${rowsOf(tenantId)} ${atOnce})`;
  let deleted = 0;
  for (;;) {
    const count = await session.write(tenantId, async (tx) => {
      await first(tx);
      await deferKeys(tx, [table]);
      return (await tx.unsafe(query)).count;
    });
    deleted += count;
    if (count < ROWS_AT_ONCE || !atOnce) return deleted;
  }
}
