import type { OwnerTx } from "@/db/rows/session";
import { nameOf, rowsOf, type TenantTable } from "@/db/rows/tables";

/** How many rows a tenant has in each table, by name. */
export async function countRows(
  tx: OwnerTx,
  tables: TenantTable[],
  tenantId: string,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await tx.unsafe<{ rows: number }[]>(
      `select count(*)::float8 as rows from ${nameOf(table)} where ${rowsOf(tenantId)}`,
    );
    counts[table.name] = row?.rows ?? 0;
  }
  return counts;
}
