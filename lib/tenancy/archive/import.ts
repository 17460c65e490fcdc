import { eq } from "drizzle-orm";
import { inControl } from "@/db/control";
import { preparePlace } from "@/db/migrate/place";
import { holdsOthers } from "@/db/move/places";
import { type Elsewhere, type IsolationLevel, type Placement, placeFor } from "@/db/placement";
import { OwnerSession, type OwnerTx } from "@/db/rows/session";
import { tenantTables } from "@/db/rows/tables";
import { memberships, placements } from "@/db/schema/control";
import { type TenantScope, withTenant } from "@/db/tenant";
import { finishJob, reportJob } from "@/lib/jobs/queue";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { isSignedBy, signHead } from "@/lib/kernel/audit-key";
import { verifyLog } from "@/lib/kernel/audit-verify";
import { Conflict, Invalid } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { platformEntry } from "../lifecycle/happening";
import { inspectArchive } from "./inspect";
import { loadRows } from "./load";
import type { Manifest } from "./manifest";
import { findOwner, giveOwner, type Owner } from "./owner";
import { discardImport, lockImport, requireFree, requireVersion, reserve } from "./reserve";

export type ImportOptions = {
  /** Another subdomain than the one that it had. */
  slug?: string;
  /** Another level than the one that it had. */
  level?: IsolationLevel;
  /** For the level `database`: another server or name than the installation's own. */
  elsewhere?: Elsewhere;
  /** The address of an account here that gets in as owner; without it nobody does yet. */
  owner?: string;
  /** Who asked for it, as the platform's log says it. */
  by: string;
};

export type Imported = {
  tenantId: string;
  slug: string;
  name: string;
  isolationLevel: IsolationLevel;
  /** As they are here now; they were compared with the manifest's. */
  tables: Record<string, { rows: number; hash: string }>;
  /** Whose key had signed the audit log, to be compared with what the other installation says of itself. */
  audit: { entries: number; keyId: string } | null;
  owner: Owner | null;
};

type Progress = (progress: { step: string; done?: number; total?: number }) => Promise<void>;

/**
 * Makes a workspace of an archive: the same ids, the same rows, the same audit log. It can be seen once all of it was compared with the
 * manifest and its audit log verified; until then it is being provisioned, and a failure takes everything back. One whose
 * process was killed is taken back by the next attempt, or by the purge.
 * @throws Invalid for a bad archive, or one of another version; Conflict when the workspace or its name is here already
 */
export async function importTenant(
  path: string,
  options: ImportOptions,
  onProgress: Progress = async () => {},
): Promise<Imported> {
  await onProgress({ step: "checking the archive" });
  const manifest = await inspectArchive(path);
  await requireVersion(manifest);
  const { id: tenantId, name } = manifest.tenant;
  const slug = options.slug ?? manifest.tenant.slug;
  const owner = options.owner ? await findOwner(options.owner) : null;
  const main = await OwnerSession.open(placeFor(tenantId, "shared"));
  try {
    if (!(await lockImport(main, tenantId)))
      throw new Conflict(`${name} is being imported this moment. Wait until that is done.`);
    await discardImport(main, tenantId);
    await requireFree(tenantId, slug, name);
    const level = options.level ?? manifest.tenant.isolationLevel;
    const { job, placement } = await reserve(manifest, slug, level, options.elsewhere);
    const progress: Progress = async (told) => {
      await reportJob(job, told);
      await onProgress(told);
    };
    try {
      await fill(path, manifest, placement, progress);
      const scope = { tenantId, placement };
      const memberId = owner && (await giveOwner(scope, owner));
      const membership = owner && memberId ? { userId: owner.userId, memberId } : null;
      await open(manifest, { slug, membership, job, by: options.by });
      const tables = Object.fromEntries(
        manifest.tables.map((one) => [one.name, { rows: one.rows, hash: one.hash }]),
      );
      const audit = manifest.audit && { entries: manifest.audit.seq, keyId: manifest.audit.keyId };
      return { tenantId, slug, name, isolationLevel: level, tables, audit, owner };
    } catch (error) {
      // When this fails, too, the next attempt or the purge does it.
      await discardImport(main, tenantId).catch((err) =>
        log.error({ err, tenantId }, "an import was left behind"),
      );
      throw error;
    }
  } finally {
    await main.close();
  }
}

/** The place, and in one transaction of it all rows, compared, and the way in for the application. */
async function fill(
  path: string,
  manifest: Manifest,
  placement: Placement,
  progress: Progress,
): Promise<void> {
  const tenantId = manifest.tenant.id;
  await progress({ step: "making its place" });
  if (placement.isolationLevel === "database" && (await holdsOthers(placement)))
    throw new Conflict(
      `The database ${placement.databaseName} holds something else already: name another one.`,
    );
  await preparePlace(placement);
  const session = await OwnerSession.open(placement);
  try {
    const tables = await tenantTables(session.sql, placement.schemaName);
    await session.write(tenantId, async (tx) => {
      await loadRows(tx, path, manifest, tables, ({ table, rows, total }) =>
        progress({ step: `bringing in ${table}`, done: rows, total }),
      );
      await signAgain(tx, manifest, placement.schemaName);
      await tx`insert into app.residents (tenant_id, schema_name, epoch)
        values (${tenantId}, ${placement.schemaName}, ${placement.epoch})`;
    });
  } finally {
    await session.close();
  }
  await progress({ step: "verifying its audit log" });
  await requireWholeLog({ tenantId, placement });
}

/** The end of its audit chain was signed by the installation that it comes from. From here on it is this one's to vouch for. */
async function signAgain(tx: OwnerTx, { tenant, audit }: Manifest, schema: string): Promise<void> {
  if (!audit) return;
  const { publicKey, seq, unchained } = audit;
  const hash = Buffer.from(audit.hash, "hex");
  const statement = { log: "tenant" as const, tenantId: tenant.id, seq, hash, unchained };
  const signed = { signature: Buffer.from(audit.signature, "hex"), keyId: audit.keyId };
  if (!isSignedBy(publicKey, statement, signed))
    throw new Invalid(
      "The signature of this archive's audit log does not fit its key. Nothing was imported.",
    );
  const { signature, keyId } = signHead(statement);
  const { count } = await tx`
    update ${tx(schema)}.audit_heads set signature = ${Buffer.from(signature)}, key_id = ${keyId}
     where tenant_id = ${tenant.id} and seq = ${seq} and hash = ${hash}`;
  if (count !== 1)
    throw new Invalid(
      "The audit log of this archive ends elsewhere than its manifest says. Nothing was imported.",
    );
}

async function requireWholeLog(scope: TenantScope): Promise<void> {
  const { findings } = await verifyLog({
    log: "tenant",
    tenantId: scope.tenantId,
    anchor: null,
    read: (fn) => withTenant(scope, "read only", fn),
  });
  const [first] = findings;
  if (first)
    throw new Invalid(
      `The audit log of this archive was tampered with: ${first.message} Nothing was imported.`,
    );
}

type Opening = {
  slug: string;
  membership: { userId: string; memberId: string } | null;
  job: string;
  by: string;
};

/** From here on it is a workspace like any other. */
async function open(manifest: Manifest, { slug, membership, job, by }: Opening): Promise<void> {
  const { tenant, exportedAt, schemaVersion, audit } = manifest;
  const { id: tenantId, name } = tenant;
  await inControl("read write", async (tx) => {
    if (membership) await tx.insert(memberships).values({ tenantId, ...membership });
    await tx
      .update(placements)
      .set({ state: "ready", schemaVersion })
      .where(eq(placements.tenantId, tenantId));
    await finishJob(tx, job, { state: "done", result: { slug } });
    const after = { slug, name, exportedAt, audit };
    const entry = { action: "tenant.imported", resource: { type: "tenant", id: tenantId }, after };
    await appendPlatformAudit(tx, [platformEntry(tenantId, entry, by)]);
  });
}
