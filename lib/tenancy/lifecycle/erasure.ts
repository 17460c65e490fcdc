import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { type ControlTx, controlDb } from "@/db/control";
import { jobs, placementMoves, tenantErasures, tenants } from "@/db/schema/control";
import { enqueue } from "@/lib/jobs/queue";
import type { AuditEntry } from "@/lib/kernel/audit";
import { Conflict, Invalid, NotFound } from "@/lib/kernel/errors";

export type Receipt = typeof tenantErasures.$inferSelect;

/** The job that erases; its key is the tenant's id. */
export const ERASE = "erase_tenant";

type Order = {
  tenantId: string;
  /** The workspace's exact name, typed by whoever wants it gone. */
  confirm: string;
  /** Who that is, for the receipt. */
  confirmedBy: string;
  /** The caller runs the job itself, now. */
  mine?: boolean;
};

/**
 * Asks for the end of a deleted workspace, of which nothing will be left but the receipt that is written here. From now on it cannot be
 * brought back. Asked again, it goes on with the first one. The caller writes `platform` into the platform's log.
 * @throws Conflict for one that is not deleted, or on the move; Invalid when the name is not its own
 */
export async function beginErasure(
  tx: ControlTx,
  { tenantId, confirm, confirmedBy, mine }: Order,
): Promise<{ job: string; platform: AuditEntry }> {
  const [tenant] = await tx
    .select({
      name: tenants.name,
      slug: tenants.slug,
      isolationLevel: tenants.isolationLevel,
      deletedAt: tenants.deletedAt,
    })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .for("update");
  if (!tenant) throw new NotFound("There is no such workspace, or it was erased already.");
  const { name, slug, isolationLevel, deletedAt } = tenant;
  if (!deletedAt)
    throw new Conflict(`${name} is in use. Delete it first: only a deleted workspace can be erased.`);
  if (confirm !== name)
    throw new Invalid(`Type the exact name of the workspace to erase it: ${name}`, {
      confirm: [`Type ${name}, exactly like this.`],
    });
  await requireRest(tx, tenantId, name);
  await writeReceipt(tx, { tenantId, slug, name, isolationLevel, confirmedBy });
  await cancelOtherJobs(tx, tenantId);
  const job = await enqueue(tx, { kind: ERASE, key: tenantId, tenantId, mine });
  await wake(tx, job, mine === true);
  const after = { name, slug, confirmedBy };
  const resource = { type: "tenant", id: tenantId };
  return { job, platform: { action: "tenant.erasure_confirmed", resource, after } };
}

async function requireRest(tx: ControlTx, tenantId: string, name: string): Promise<void> {
  const { tenantId: moving, finishedAt } = placementMoves;
  if ((await tx.$count(placementMoves, and(eq(moving, tenantId), isNull(finishedAt)))) > 0)
    throw new Conflict(`${name} is being moved. Cancel the move, or wait for its end, and erase it then.`);
}

/** A receipt of an earlier life under this id (erased, then imported again) gives way; the platform's log keeps what it said. */
async function writeReceipt(
  tx: ControlTx,
  about: Pick<Receipt, "tenantId" | "slug" | "name" | "isolationLevel" | "confirmedBy">,
): Promise<void> {
  const fresh = {
    ...about,
    confirmedAt: sql`now()` as never,
    erasedAt: null,
    counts: null,
    auditSeq: null,
    auditHash: null,
  };
  await tx
    .insert(tenantErasures)
    .values(fresh)
    .onConflictDoUpdate({
      target: tenantErasures.tenantId,
      set: fresh,
      setWhere: isNotNull(tenantErasures.erasedAt),
    });
}

/** What else was to be done for the workspace is of no use any more. */
async function cancelOtherJobs(tx: ControlTx, tenantId: string): Promise<void> {
  await tx
    .update(jobs)
    .set({ state: "cancelled", finishedAt: sql`now()` as never })
    .where(
      and(eq(jobs.tenantId, tenantId), ne(jobs.kind, ERASE), inArray(jobs.state, ["queued", "running"])),
    );
}

/** One that was given up is begun anew. */
async function wake(tx: ControlTx, job: string, mine: boolean): Promise<void> {
  await tx
    .update(jobs)
    .set({
      state: mine ? "running" : "queued",
      heartbeatAt: mine ? (sql`now()` as never) : null,
      attempts: mine ? 1 : 0,
      runAt: sql`now()` as never,
      finishedAt: null,
      error: null,
    })
    .where(and(eq(jobs.id, job), inArray(jobs.state, ["failed", "cancelled"])));
}

/** The receipts of all workspaces that were erased, or are being, the newest first. */
export const listErasures = (tx: ControlTx): Promise<Receipt[]> =>
  tx.select().from(tenantErasures).orderBy(desc(tenantErasures.confirmedAt));

/** The receipt of one tenant; null when its erasure was never confirmed. */
export async function receiptOf(tenantId: string): Promise<Receipt | null> {
  const [receipt] = await controlDb()
    .select()
    .from(tenantErasures)
    .where(eq(tenantErasures.tenantId, tenantId));
  return receipt ?? null;
}
