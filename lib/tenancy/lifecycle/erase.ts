import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { removePlace } from "@/db/move/places";
import { type Placement, placeFor } from "@/db/placement";
import { codeOf } from "@/db/refusals";
import { OwnerSession, type OwnerTx } from "@/db/rows/session";
import { quoted, rowsOf, tenantTables } from "@/db/rows/tables";
import { placementMoves, tenantErasures } from "@/db/schema/control";
import { databaseOver } from "@/db/transaction";
import { readPlacement } from "@/db/whereabouts";
import type { Handlers, Progress } from "@/lib/jobs/run";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { NotFound } from "@/lib/kernel/errors";
import { clearControl, controlTables } from "./clear";
import { countRows } from "./count";
import { ERASE, type Receipt, receiptOf } from "./erasure";

/**
 * Takes away every row of a tenant whose erasure was confirmed, in both stores; what is left is the receipt and the platform's log. Each
 * step is the same done twice, so that a kill anywhere is mended by running it again. Of two at once, the second waits, and finds
 * nothing to do.
 */
export async function eraseTenant(tenantId: string, progress: Progress): Promise<Receipt> {
  // Where the control plane is, and the schema `shared`.
  const main = await OwnerSession.open(placeFor(tenantId, "shared"));
  try {
    await main.sql`select pg_advisory_lock(hashtext('tenantry erasure'), hashtext(${tenantId}))`;
    const receipt = await requireReceipt(tenantId);
    if (receipt.erasedAt) return receipt;
    const current = await readPlacement(tenantId);
    if (current) {
      await progress({ step: "counting what there is" });
      if (!receipt.counts) await count(main, current, receipt);
      await progress({ step: "deleting the workspace's rows" });
      for (const place of await placesOf(tenantId, current)) await removePlace(place, tenantId);
    }
    await progress({ step: "deleting what the control plane knows of it" });
    await forget(main, tenantId);
    return await requireReceipt(tenantId);
  } finally {
    await main.close();
  }
}

async function requireReceipt(tenantId: string): Promise<Receipt> {
  const receipt = await receiptOf(tenantId);
  if (!receipt) throw new NotFound("Nobody has confirmed the end of this workspace.");
  return receipt;
}

/** Closes the place, waits for whoever still writes, and keeps what there is for the receipt. */
async function count(main: OwnerSession, place: Placement, { tenantId }: Receipt): Promise<void> {
  const { counts, head } = await closeAndCount(main, place, tenantId);
  const tables = await controlTables(main.sql);
  const known = await main.write(tenantId, (tx) => countRows(tx, tables, tenantId));
  for (const [name, rows] of Object.entries(known)) counts[`control.${name}`] = rows;
  await controlDb()
    .update(tenantErasures)
    .set({ counts, auditSeq: head?.seq ?? null, auditHash: head?.hash ?? null })
    .where(eq(tenantErasures.tenantId, tenantId));
}

type Found = { counts: Record<string, number>; head?: { seq: number; hash: string } };

async function closeAndCount(main: OwnerSession, place: Placement, tenantId: string): Promise<Found> {
  const there = place.isolationLevel === "database" ? await openIfThere(place) : main;
  if (!there) return { counts: {} };
  try {
    const tables = await tenantTables(there.sql, place.schemaName);
    return await there.write(tenantId, async (tx) => {
      await tx`select pg_advisory_xact_lock(app.tenant_lock(${tenantId}))`;
      await tx`update app.residents set state = 'moved', changed_at = now() where tenant_id = ${tenantId}`;
      const counts = await countRows(tx, tables, tenantId);
      return { counts, head: tables.length > 0 ? await headOf(tx, place, tenantId) : undefined };
    });
  } finally {
    if (there !== main) await there.close();
  }
}

/** A database that somebody has dropped holds nothing; one that cannot be reached may hold all of it, and fails this. */
async function openIfThere(place: Placement): Promise<OwnerSession | null> {
  try {
    return await OwnerSession.open(place);
  } catch (error) {
    if (codeOf(error) === "3D000") return null;
    throw error;
  }
}

/** Where the tenant's own audit chain ended. */
async function headOf(tx: OwnerTx, { schemaName }: Placement, tenantId: string) {
  const [head] = await tx.unsafe<{ seq: number; hash: string }[]>(
    `select seq::float8 as seq, encode(hash, 'hex') as hash from ${quoted(schemaName)}.audit_heads where ${rowsOf(tenantId)}`,
  );
  return head;
}

/** Wherever there may be rows of it: where it lives, and where moves have left it behind. */
async function placesOf(tenantId: string, current: Placement): Promise<Placement[]> {
  const left = await controlDb()
    .select({ place: placementMoves.from })
    .from(placementMoves)
    .where(
      and(
        eq(placementMoves.tenantId, tenantId),
        isNotNull(placementMoves.purgeAfter),
        isNull(placementMoves.sourcePurgedAt),
      ),
    );
  const here = (["shared", "schema"] as const).map((level) => placeFor(tenantId, level));
  return [...here, current, ...left.map(({ place }) => place)];
}

/** The last step, all of it or nothing: with the job that asked for it. */
async function forget(main: OwnerSession, tenantId: string): Promise<void> {
  const tables = await controlTables(main.sql);
  await main.write(tenantId, async (tx) => {
    await clearControl(tx, tables, tenantId);
    const control = databaseOver(tx);
    const [receipt] = await control
      .update(tenantErasures)
      .set({ erasedAt: sql`now()` as never })
      .where(eq(tenantErasures.tenantId, tenantId))
      .returning();
    if (!receipt) throw new Error("The receipt of this erasure is gone.");
    const { slug, name, isolationLevel, confirmedBy, counts, auditSeq, auditHash } = receipt;
    const changes = { before: { slug, name, isolationLevel, counts, auditSeq, auditHash } };
    const about = { tenantId, resourceType: "tenant", resourceId: tenantId, severity: "WARNING" as const };
    await appendPlatformAudit(control, [
      { ...about, action: "tenant.erased", actorReason: confirmedBy, changes },
    ]);
  });
}

/** For the worker. */
export const erasureHandlers: Handlers = {
  [ERASE]: async ({ key }, progress) => {
    const { slug, name } = await eraseTenant(key, progress);
    return { slug, name };
  },
};
