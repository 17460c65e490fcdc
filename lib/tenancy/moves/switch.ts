import { and, eq, isNull } from "drizzle-orm";
import { type ControlTx, controlDb, inControl } from "@/db/control";
import { assertFenced, claimArrivals } from "@/db/move/claims";
import { isMain, isSameDatabase } from "@/db/move/places";
import { putResident, setResident } from "@/db/move/residents";
import { openPlace } from "@/db/move/sessions";
import type { Placement } from "@/db/placement";
import type { OwnerSession } from "@/db/rows/session";
import { jobs, placementMoves, placements, tenants } from "@/db/schema/control";
import { databaseOver } from "@/db/transaction";
import { enqueue } from "@/lib/jobs/queue";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { queueTenantEntry, writeTenantEntries } from "@/lib/kernel/tenant-audit";
import { log } from "@/lib/log";
import { MOVE } from "./plan";
import { PURGE } from "./purge";
import type { Move } from "./queries";
import type { Trip } from "./trip";

type Reachable = { source: OwnerSession | null; target: OwnerSession };

/** The job of the entry in the tenant's own log: whoever switched writes it, and the worker when they die first. */
export type Switched = { entryJob: string };

/**
 * From the frozen source to the target, in an order in which readers always have a place and writers never have two: the target may be
 * read first; then the control plane names it; then the source closes; then the target may be written. Where a list of residents
 * stands in the database of the control plane, its change is part of the same transaction.
 */
export async function switchOver({ move, fence, at }: Trip, ends: Reachable): Promise<Switched> {
  const { tenantId, from, to } = move;
  const isApart = !isSameDatabase(from, to);
  if (isApart && !isMain(to)) {
    await ends.target.write(tenantId, async (tx) => {
      await claimArrivals(tx, fence, tenantId);
      await putResident(tx, tenantId, to, "frozen");
    });
  }
  const version = await versionAt(ends.target, to);
  await at("target readable");
  const switched = fence.sql.begin(async (tx) => {
    const control = databaseOver(tx);
    await claimSwitch(control, move);
    if (!isApart) await putResident(tx, tenantId, to, "open");
    else if (isMain(to)) await putResident(tx, tenantId, to, "frozen");
    else if (isMain(from)) await setResident(tx, tenantId, from, "moved");
    return { entryJob: await recordPlace(control, move, version) };
  });
  const done = await fence.orLost(switched);
  await at("switched");
  return done;
}

/** The first statement of the switch: its row lock makes a rollback wait for the outcome, and a rollback before it ends it here. */
async function claimSwitch(control: ControlTx, { id, tenantId, from }: Move): Promise<void> {
  const [claimed] = await control
    .update(placementMoves)
    .set({ step: "switching" })
    .where(and(eq(placementMoves.id, id), isNull(placementMoves.finishedAt), isNull(placementMoves.error)))
    .returning({ id: placementMoves.id });
  const [placement] = await control
    .select({ epoch: placements.epoch })
    .from(placements)
    .where(eq(placements.tenantId, tenantId))
    .for("update");
  if (!claimed || placement?.epoch !== from.epoch) throw new Error("This move was ended by somebody else.");
}

async function versionAt(target: OwnerSession, { schemaName }: Placement): Promise<string | null> {
  const [row] = await target.sql<{ version: string | null }[]>`
    select max(version) as version from ${target.sql(schemaName)}.schema_migrations`;
  return row?.version ?? null;
}

async function recordPlace(control: ControlTx, move: Move, schemaVersion: string | null): Promise<string> {
  const { tenantId, from, to, reason, requestedBy } = move;
  await control
    .update(placements)
    .set({ ...to, schemaVersion })
    .where(eq(placements.tenantId, tenantId));
  await control.update(tenants).set({ isolationLevel: to.isolationLevel }).where(eq(tenants.id, tenantId));
  const changes = { before: described(from), after: described(to) };
  const actorReason = reason ?? "move";
  const entryJob = await queueTenantEntry(
    control,
    { tenantId, action: "workspace.moved", resource: { type: "workspace" }, ...changes },
    { reason: actorReason, mine: true },
  );
  await appendPlatformAudit(control, [
    {
      tenantId,
      action: "tenant.moved",
      resourceType: "tenant",
      resourceId: tenantId,
      changes,
      actorUserId: requestedBy,
      actorReason,
    },
  ]);
  return entryJob;
}

/** A place as the logs tell it: a tenant's own people read them too, so without the server's address. */
const described = ({ isolationLevel, epoch }: Placement) => ({ isolationLevel, epoch });

/** Closes the source, then opens the target for writing. The same done twice. */
export async function complete({ move, fence, at }: Trip, { source, target }: Reachable): Promise<void> {
  const { tenantId, from, to } = move;
  if (isSameDatabase(from, to)) return;
  await assertFenced(fence);
  if (source && !isMain(from)) await setResident(source.sql, tenantId, from, "moved");
  await at("source closed");
  await setResident(target.sql, tenantId, to, "open");
  await at("target open");
}

/**
 * Both ends for a move that goes on after a kill. The source may be away: the control plane names the target then, and nobody is sent
 * to the source any more.
 */
export async function withReachable<T>(move: Move, work: (ends: Reachable) => Promise<T>): Promise<T> {
  const target = await openPlace(move.to);
  try {
    const source = await openPlace(move.from).catch((error) => {
      log.warn({ err: error, tenant: move.tenantId }, "the source of a move cannot be reached");
      return null;
    });
    try {
      return await target.orLost(work({ source, target }));
    } finally {
      await source?.close();
    }
  } finally {
    await target.close();
  }
}

/** The end of a move: its figures, the purge of the source when its time has come, the entry in the tenant's own log. */
export async function finish({ move }: Trip, cutoverMs: number | null, switched?: Switched): Promise<void> {
  const { id, tenantId } = move;
  const [job] = await controlDb()
    .select({ payload: jobs.payload })
    .from(jobs)
    .where(and(eq(jobs.kind, MOVE), eq(jobs.key, id)));
  const purgeAfter = new Date(Date.now() + Number(job?.payload.keepMinutes ?? 0) * 60_000);
  await inControl("read write", async (tx) => {
    await tx
      .update(placementMoves)
      .set({ step: "done", finishedAt: new Date(), cutoverMs, purgeAfter })
      .where(eq(placementMoves.id, id));
    await enqueue(tx, { kind: PURGE, key: id, tenantId, runAt: purgeAfter });
  });
  if (switched) await writeTenantEntries([switched.entryJob]);
}
