import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip, type Gzip } from "node:zlib";
import { eq } from "drizzle-orm";
import { type Pack, pack } from "tar-stream";
import { controlDb } from "@/db/control";
import { codeOf, STALE } from "@/db/refusals";
import { hashTable } from "@/db/rows/hash";
import { OwnerSession, type OwnerTx } from "@/db/rows/session";
import { quoted, tenantTables } from "@/db/rows/tables";
import { tenants } from "@/db/schema/control";
import type { TenantScope } from "@/db/tenant";
import { readPlacement } from "@/db/whereabouts";
import { publicKeyOf } from "@/lib/kernel/audit-key";
import { NotFound } from "@/lib/kernel/errors";
import { type ArchivedTable, FORMAT, FORMAT_VERSION, MANIFEST, type Manifest, README } from "./manifest";
import { readme } from "./readme";
import { type OnDisk, spoolTable } from "./spool";

export type ExportProgress = (progress: { table: string; rows: number }) => Promise<void>;

/** Whoever takes nothing for so long has gone: a snapshot that stays open keeps the database from tidying up. */
const STALL_MS = 2 * 60 * 1000;

/**
 * All of a tenant as one archive (tar, gzip), the state of one moment, read as the application's own login. It is made while it is
 * taken: at any time there is one table on disk, and a portion of its rows in memory. `whole` settles when the archive is
 * complete; when it rejects, what was taken so far is not whole either, and has no manifest.
 */
export function exportTenant(
  tenantId: string,
  onProgress: ExportProgress = async () => {},
): { archive: Gzip; whole: Promise<Manifest> } {
  const tar = pack();
  const archive = createGzip();
  const gone = new AbortController();
  const sent = pipeline(tar, archive);
  sent.catch(() => gone.abort());
  const whole = produce(tenantId, tar, gone.signal, onProgress)
    .then(async (manifest) => {
      tar.finalize();
      await sent;
      return manifest;
    })
    .catch((error) => {
      tar.destroy(error);
      archive.destroy(error);
      throw error;
    });
  // Whoever takes the archive sees it fail, too.
  whole.catch(() => {});
  archive.on("error", () => {});
  return { archive, whole };
}

async function produce(
  tenantId: string,
  tar: Pack,
  gone: AbortSignal,
  onProgress: ExportProgress,
): Promise<Manifest> {
  const folder = await mkdtemp(join(tmpdir(), "tenantry-export-"));
  try {
    return await inSnapshot(tenantId, async (tx, schema) => {
      const head = await headOf(tx, schema, tenantId);
      sendText(tar, README, readme(head.tenant.name));
      const tables: ArchivedTable[] = [];
      for (const table of await tenantTables(tx, schema)) {
        const { name, columns } = table;
        const { rows, json, csv } = await spoolTable(tx, table, tenantId, folder, async (count) => {
          gone.throwIfAborted();
          await onProgress({ table: name, rows: count });
        });
        const { hash } = await hashTable(tx, table, tenantId);
        for (const file of [json, csv]) await sendFile(tar, file, gone);
        tables.push({ name, columns, rows, hash, json: json.about, csv: csv.about });
      }
      const manifest = { ...head, tables };
      sendText(tar, MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
      return manifest;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads the tenant where it is now; when it moved away at this very moment, where it is then. */
async function inSnapshot<T>(
  tenantId: string,
  read: (tx: OwnerTx, schema: string) => Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const placement = await readPlacement(tenantId);
    if (!placement) throw new NotFound("There is no such workspace.");
    const session = await OwnerSession.open(placement, "app");
    try {
      return await session.snapshot(tenantId, async (tx) => {
        await enter(tx, { tenantId, placement });
        return read(tx, placement.schemaName);
      });
    } catch (error) {
      if (codeOf(error) !== STALE || tries > 0) throw error;
    } finally {
      await session.close();
    }
  }
}

const enter = (tx: OwnerTx, { tenantId, placement: { schemaName, epoch } }: TenantScope) =>
  tx`select app.enter('tenantry_app', ${schemaName}, ${tenantId}::uuid, ${epoch}::integer, false)`;

async function headOf(tx: OwnerTx, schema: string, tenantId: string): Promise<Omit<Manifest, "tables">> {
  const [tenant] = await controlDb().select().from(tenants).where(eq(tenants.id, tenantId));
  if (!tenant) throw new NotFound("There is no such workspace.");
  const [ledger] = await tx.unsafe<{ version: string }[]>(
    `select max(version) as version from ${quoted(schema)}.schema_migrations`,
  );
  const { slug, name, status, statusReason, plan, quotaLimits, features, settings, branding } = tenant;
  const { dataRetentionDays, autoDeleteAfterDays, supportAccess, isolationLevel } = tenant;
  return {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    schemaVersion: ledger?.version ?? "",
    exportedAt: new Date().toISOString(),
    tenant: {
      ...{ id: tenantId, slug, name, status, statusReason, plan, quotaLimits, features, settings, branding },
      ...{ dataRetentionDays, autoDeleteAfterDays, supportAccess, isolationLevel },
      trialEndsAt: tenant.trialEndsAt?.toISOString() ?? null,
      createdAt: tenant.createdAt.toISOString(),
    },
    audit: await auditHead(tx, schema, tenantId),
  };
}

async function auditHead(tx: OwnerTx, schema: string, tenantId: string): Promise<Manifest["audit"]> {
  const [head] = await tx<NonNullable<Manifest["audit"]>[]>`
    select seq::float8 as seq, encode(hash, 'hex') as hash, unchained::float8 as unchained,
           encode(signature, 'hex') as signature, key_id as "keyId"
      from ${tx(schema)}.audit_heads where tenant_id = ${tenantId}`;
  return head ? { ...head, publicKey: publicKeyOf(head.keyId) ?? "" } : null;
}

const sendText = (tar: Pack, name: string, text: string) => void tar.entry({ name, mode: 0o600 }, text);

async function sendFile(tar: Pack, { path, about }: OnDisk, gone: AbortSignal): Promise<void> {
  const entry = tar.entry({ name: about.file, size: about.bytes, mode: 0o600 });
  for await (const chunk of createReadStream(path)) {
    gone.throwIfAborted();
    const signal = AbortSignal.any([gone, AbortSignal.timeout(STALL_MS)]);
    if (!entry.write(chunk)) await once(entry, "drain", { signal });
  }
  entry.end(null);
  await rm(path);
}
