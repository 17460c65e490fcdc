import type { Sql } from "postgres";
import type { OwnerTx } from "@/db/rows/session";
import { nameOf, rowsOf, type TenantTable, tenantTables } from "@/db/rows/tables";

/** What an erasure leaves: its receipt, and the platform's log with its chain. */
const STAYS = ["tenant_erasures", "platform_audit_logs", "platform_audit_heads"];

/** The tables of the control plane with what is a tenant's alone, parents first. */
export const controlTables = async (sql: Sql): Promise<TenantTable[]> =>
  (await tenantTables(sql, "control")).filter(({ name }) => !STAYS.includes(name));

/** Deletes what the control plane knows of a tenant, and the tenant itself: its name is free then. */
export async function clearControl(tx: OwnerTx, tables: TenantTable[], tenantId: string): Promise<void> {
  for (const table of [...tables].reverse()) {
    const kept = table.name === "audit_anchors" ? "log <> 'platform'" : undefined;
    await tx.unsafe(`delete from ${nameOf(table)} where ${rowsOf(tenantId, kept)}`);
  }
  await tx`delete from control.verifications where identifier like ${`enter:${tenantId}:%`}`;
  await tx`delete from control.tenants where id = ${tenantId}`;
  await tx`delete from app.residents where tenant_id = ${tenantId}`;
}
