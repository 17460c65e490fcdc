import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { type ControlTx, controlDb, inControl } from "@/db/control";
import { auditAnchors, placements, tenants } from "@/db/schema/control";
import { type TenantScope, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { findTenant } from "@/lib/tenancy/resolve";
import type { Head } from "./audit-check";
import { checkHead, type Log } from "./audit-key";
import { type LogReport, readHead, verifyLog } from "./audit-verify";

type Workspace = { id: string; slug: string };
type Failed = { slug: string; error: unknown };
export type Anchors = Record<Log, Head | null>;

/** The last head that was seen of each of a tenant's chains. */
export async function readAnchors(tx: ControlTx, tenantId: string): Promise<Anchors> {
  const { log, seq, hash, unchained, signature, keyId, updatedAt } = auditAnchors;
  const found = await tx
    .select({ log, seq, hash, unchained, signature, keyId, updatedAt })
    .from(auditAnchors)
    .where(within({ tenantId }, auditAnchors));
  const of = (wanted: Log) => found.find((row) => row.log === wanted) ?? null;
  return { tenant: of("tenant"), platform: of("platform") };
}

/** Every workspace that is ready and not deleted, by its subdomain. */
export const auditedWorkspaces = (): Promise<Workspace[]> =>
  controlDb()
    .select({ id: tenants.id, slug: tenants.slug })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(and(isNull(tenants.deletedAt), eq(placements.state, "ready")))
    .orderBy(tenants.slug);

/**
 * Keeps the head of every chain in the control plane, apart from the chain: for a job, every few minutes. A workspace whose database
 * cannot be reached now is among `failed`, and the others are done.
 */
export async function anchorAll(workspaces?: Workspace[]): Promise<{ anchored: number; failed: Failed[] }> {
  const failed: Failed[] = [];
  const all = workspaces ?? (await auditedWorkspaces());
  for (const { id, slug } of all) {
    try {
      const tenant = await findTenant(id);
      if (tenant) await anchor({ tenantId: id, placement: tenant.placement });
    } catch (error) {
      failed.push({ slug, error });
    }
  }
  return { anchored: all.length - failed.length, failed };
}

async function anchor(scope: TenantScope): Promise<void> {
  const { tenantId } = scope;
  const own = await withTenant(scope, "read only", (tx) => readHead(tx, "tenant", tenantId));
  await inControl("read write", async (tx) => {
    const platform = await readHead(tx, "platform", tenantId);
    await keep(tx, tenantId, "tenant", own);
    await keep(tx, tenantId, "platform", platform);
  });
}

/** An anchor only moves on, and to a head that this installation signed. */
async function keep(tx: ControlTx, tenantId: string, log: Log, head: Head | null): Promise<void> {
  if (!head || checkHead({ log, tenantId, ...head }, head) !== "good") return;
  await tx
    .insert(auditAnchors)
    .values({ tenantId, log, ...head })
    .onConflictDoUpdate({
      target: [auditAnchors.tenantId, auditAnchors.log],
      set: head,
      setWhere: lt(auditAnchors.seq, sql`excluded.seq`),
    });
}

type Verification = {
  /** Only so many of the newest entries of each; all, unless said. */
  newest?: number;
  onProgress?: (log: Log, done: number, total: number) => void;
};

/** Verifies both chains of a workspace, each batch in a transaction of its own. */
export async function verifyLogs(scope: TenantScope, options: Verification = {}): Promise<LogReport[]> {
  const { tenantId } = scope;
  const anchors = await readAnchors(controlDb(), tenantId);
  const verify = (log: Log) =>
    verifyLog({
      log,
      tenantId,
      anchor: anchors[log],
      newest: options.newest,
      read: (fn) => (log === "tenant" ? withTenant(scope, "read only", fn) : inControl("read only", fn)),
      onProgress: (done, total) => options.onProgress?.(log, done, total),
    });
  return [await verify("tenant"), await verify("platform")];
}

/**
 * Verifies a workspace's logs from their beginning, and anchors them when nothing is wrong. `workspace` is its subdomain or id; null
 * when there is none.
 */
export async function verifyWorkspace(
  workspace: string,
  onProgress?: Verification["onProgress"],
): Promise<LogReport[] | null> {
  const tenant = await findTenant(workspace);
  if (!tenant) return null;
  const scope = { tenantId: tenant.id, placement: tenant.placement };
  const reports = await verifyLogs(scope, { onProgress });
  if (reports.every(({ findings }) => findings.length === 0)) await anchor(scope);
  return reports;
}
