import { type ControlTx, inControl } from "@/db/control";
import type { AuditEntry } from "@/lib/kernel/audit";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
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
    await appendPlatformAudit(tx, [platformEntry(happening, reason)]);
    return { happening, entry };
  });
  await writeTenantEntries([entry]);
  return happening;
}

function platformEntry({ platform, own }: Happening, actorReason: string) {
  const { action, resource, before, after } = platform;
  const changes = before || after ? { before, after } : null;
  const about = { tenantId: own.tenantId, resourceType: resource.type, resourceId: resource.id };
  return { ...about, action, changes, actorReason };
}
