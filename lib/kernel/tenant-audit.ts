import { inArray, sql } from "drizzle-orm";
import { newId } from "@/db/columns";
import { type ControlTx, controlDb } from "@/db/control";
import { jobs } from "@/db/schema/control";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { readPlacement } from "@/db/whereabouts";
import { within } from "@/db/within";
import { enqueue, type Job } from "@/lib/jobs/queue";
import { type Handlers, runJob } from "@/lib/jobs/run";
import type { AuditEntry } from "./audit";
import { appendTenantAudit, type TenantEntry } from "./audit-chain";
import { toJson } from "./audit-hash";
import type { RequestFacts } from "./context";

/** What the platform did to a tenant, for the tenant's own log. */
export type EntryForTenant = AuditEntry & { tenantId: string };
type Actor = {
  /** Who or what it was; null for a member. */
  reason: string | null;
  memberId?: string;
  request?: RequestFacts;
  userId?: string;
  /** The caller writes the entry itself after the commit (`writeTenantEntries`); else the worker does, then or in a moment. */
  mine?: boolean;
  runAt?: Date;
};

const KIND = "tenant_audit";

/**
 * Asks for an entry in a tenant's own log, in the transaction of the control plane that did what it says: the two stores may stand on
 * two servers. The job's key is the entry's id, so that it is written once.
 */
export function queueTenantEntry(tx: ControlTx, entry: EntryForTenant, actor: Actor): Promise<string> {
  const { tenantId, action, resource, before, after } = entry;
  const payload: Omit<TenantEntry, "id"> = {
    action,
    resourceType: resource.type,
    resourceId: resource.id ?? null,
    changes: before || after ? toJson({ before, after }) : null,
    actorMemberId: actor.memberId ?? null,
    actorReason: actor.reason,
    ip: actor.request?.ip,
    userAgent: actor.request?.userAgent,
    requestId: actor.request?.id,
  };
  const { userId: requestedBy = null, mine, runAt } = actor;
  return enqueue(tx, { kind: KIND, key: newId(), tenantId, payload, requestedBy, mine, runAt });
}

/** Writes what was asked for, now. Never throws: what fails is logged, and left to the worker. */
export async function writeTenantEntries(jobIds: string[]): Promise<void> {
  if (jobIds.length === 0) return;
  const rows = await controlDb().select().from(jobs).where(inArray(jobs.id, jobIds));
  for (const job of rows) await runJob(job, tenantAuditHandlers);
}

class WrittenBefore extends Error {}

/** One entry, once: two runners at once wait for each other at the chain's head, and the second finds the first one's. */
async function writeTenantEntry({ key, tenantId, payload }: Job): Promise<undefined> {
  const placement = tenantId && (await readPlacement(tenantId));
  // Erased meanwhile, and its log with it.
  if (!placement) return;
  const scope = { tenantId, placement };
  const entry = { ...(payload as Omit<TenantEntry, "id">), id: key };
  const once = withTenant(scope, "read write", async (tx) => {
    await appendTenantAudit(tx, tenantId, [entry]);
    const found = await tx.$count(auditLogs, within(scope, auditLogs, sql`${auditLogs.id} = ${key}`));
    if (found > 1) throw new WrittenBefore();
  });
  await once.catch((error) => {
    if (!(error instanceof WrittenBefore)) throw error;
  });
}

/** For the worker. */
export const tenantAuditHandlers: Handlers = { [KIND]: writeTenantEntry };
