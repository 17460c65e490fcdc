import { type ControlTx, inControl } from "@/db/control";
import type { AuditEntry } from "@/lib/kernel/audit";
import { appendPlatformAudit, type PlatformEntry } from "@/lib/kernel/audit-chain";
import { type EntryForTenant, queueTenantEntry, writeTenantEntries } from "@/lib/kernel/tenant-audit";

/** What was done to a tenant, as both logs say it: the platform's, and the tenant's own. */
export type Happening = { platform: AuditEntry; own: EntryForTenant };

/**
 * Does something to a tenant for the system (command line, worker), and says so in both logs. `reason` is who or what it was:
 * "operator's command line".
 */
export async function bySystem<T extends Happening>(
  reason: string,
  work: (tx: ControlTx) => Promise<T>,
): Promise<T> {
  const { happening, entry } = await inControl("read write", async (tx) => {
    const happening = await work(tx);
    const entry = await queueTenantEntry(tx, happening.own, { reason, mine: true });
    await appendPlatformAudit(tx, [platformEntry(happening.own.tenantId, happening.platform, reason)]);
    return { happening, entry };
  });
  await writeTenantEntries([entry]);
  return happening;
}

/** An entry about a tenant, as the platform's log takes it. */
export function platformEntry(
  tenantId: string,
  entry: AuditEntry,
  actorReason: string | null,
): PlatformEntry {
  const { action, resource, before, after } = entry;
  const changes = before || after ? { before, after } : null;
  return { tenantId, resourceType: resource.type, resourceId: resource.id, action, changes, actorReason };
}

/** All of a workspace was taken out as an archive. */
export const exported = (tenantId: string): Happening => ({
  platform: { action: "tenant.exported", resource: { type: "tenant", id: tenantId } },
  own: { tenantId, action: "workspace.exported", resource: { type: "workspace" } },
});
