import type { OwnerTx } from "./session";
import { listOf, nameOf, rowsOf, type TenantTable } from "./tables";

/**
 * Conditions that cut a tenant's rows of a table into portions of about `size`, in the order of the primary key: what is done portion
 * by portion can tell how far it is, and be stopped between two.
 */
export async function* keyRanges(
  tx: OwnerTx,
  table: TenantTable,
  tenantId: string,
  size: number,
): AsyncGenerator<string | undefined> {
  const key = table.key.slice(1);
  // A single row a tenant.
  if (key.length === 0) return yield undefined;
  let after: string | undefined;
  for (;;) {
    const [end] = await tx.unsafe<Record<string, string>[]>(
      `select ${key.map(({ name }) => `${listOf([{ name }])}::text`).join(", ")} from ${nameOf(table)}
        where ${rowsOf(tenantId, after)} order by ${listOf(table.key)} offset ${size - 1} limit 1`,
    );
    if (!end) return yield after;
    const bound = `(${key.map(({ name, type }) => `'${end[name]}'::${type}`).join(", ")})`;
    yield [after, `(${listOf(key)}) <= ${bound}`].filter(Boolean).join(" and ");
    after = `(${listOf(key)}) > ${bound}`;
  }
}
