import { placeFor } from "@/db/placement";
import { deleteTenantRows } from "@/db/rows/delete";
import { OwnerSession, type OwnerTx } from "@/db/rows/session";
import { nameOf, type TenantTable, tenantTables } from "@/db/rows/tables";
import { log } from "@/lib/log";

/**
 * Rows under an id younger than this are left alone. A control plane that came back from a backup does not know the newest tenants,
 * and somebody needs time to see it.
 */
const GRACE_MS = 7 * 24 * 60 * 60 * 1000;

/** No tenant has it: for a session that belongs to none. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Deletes the rows in the schema `shared` of tenants that the control plane does not know, and has not known for a week: what was left
 * when something was killed half-way. Answers whose they were.
 */
export async function purgeOrphans(now = Date.now()): Promise<string[]> {
  const main = await OwnerSession.open(placeFor(NOBODY, "shared"));
  try {
    const tables = await tenantTables(main.sql, "shared");
    const unknown = await main.snapshot(NOBODY, (tx) => unknownTenants(tx, tables));
    const old = unknown.filter((id) => bornAt(id) < now - GRACE_MS);
    for (const tenantId of old) {
      const counts = await deleteTenantRows(main, "shared", tenantId);
      await main.sql`delete from app.residents where tenant_id = ${tenantId}`;
      log.warn({ tenantId, counts }, "rows of a tenant that nobody knows were deleted");
    }
    return old;
  } finally {
    await main.close();
  }
}

/** Jumps from one tenant to the next along each primary key, as the role that sees all rows and may change none. */
async function unknownTenants(tx: OwnerTx, tables: TenantTable[]): Promise<string[]> {
  await tx`set local role tenantry_backup`;
  const unknown = new Set<string>();
  for (const table of tables) {
    const rows = await tx.unsafe<{ id: string }[]>(`
      with recursive found(id) as (
        (select tenant_id from ${nameOf(table)} order by tenant_id limit 1)
        union all
        select (select t.tenant_id from ${nameOf(table)} t where t.tenant_id > found.id order by t.tenant_id limit 1)
          from found where found.id is not null)
      select id::text from found where id is not null and not exists (select from control.tenants where tenants.id = found.id)`);
    for (const { id } of rows) unknown.add(id);
  }
  return [...unknown];
}

/** When a UUIDv7 was made: its first 48 bits are milliseconds since 1970 (RFC 9562, section 5.7). */
const bornAt = (id: string): number => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
