import { sql } from "drizzle-orm";

import { members } from "./schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "./tenant";
import { within } from "./within";

/** What the tests of transactions share: rows to write, rows to look at, and a way to make two callbacks meet. */

/** A promise that somebody else settles. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

export const addMember = (tx: TenantTx, tenant: TenantScope, displayName: string) =>
  tx.insert(members).values({ tenantId: tenant.tenantId, displayName });

export const namesOf = (tenant: TenantScope) =>
  withTenant(tenant, "read only", (tx) =>
    tx.select({ name: members.displayName }).from(members).where(within(tenant, members)),
  ).then((rows) => rows.map((row) => row.name).sort());

/** The process id of the backend that serves this transaction. */
export const backendOf = async (tx: TenantTx, tenant: TenantScope) => {
  const rows = await tx.execute<{ pid: number }>(
    sql`select pg_backend_pid() as pid where ${tenant.tenantId}::uuid = ${tenant.tenantId}::uuid /* tenant_id */`,
  );
  return rows[0]?.pid ?? 0;
};
