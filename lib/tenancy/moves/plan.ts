import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/columns";
import type { ControlTx } from "@/db/control";
import { isMain, isSamePlace } from "@/db/move/places";
import { type Elsewhere, type IsolationLevel, type Placement, placeFor, urlOf } from "@/db/placement";
import { placementColumns, placementMoves, placements, tenants } from "@/db/schema/control";
import { enqueue } from "@/lib/jobs/queue";
import { Conflict, Invalid, NotFound } from "@/lib/kernel/errors";
import { requireRoom } from "../provision";
import { LEVELS } from "./words";

export type MovePlan = {
  tenantId: string;
  to: IsolationLevel;
  /** For the level `database`: another server or name than the installation's own. */
  elsewhere?: Elsewhere;
  /** How long the source is kept, read-only, after the move; an hour unless said. */
  keepMinutes?: number;
  /** The user who asked. */
  requestedBy?: string | null;
  /** Why, for the audit logs. */
  reason: string;
  /** The caller runs it itself, now: then the worker takes it only when the caller dies. */
  mine?: boolean;
};

const KEEP_MINUTES = 60;
/** The move that a job is for is the job's key. */
export const MOVE = "move";

/**
 * Plans the move of a live tenant, in the transaction of whoever asks; the job that goes with it does it. The tenant is in use all the
 * while. The caller writes the audit entry of the plan.
 * @throws NotFound, Conflict when it is there already or on its way, Invalid for a place that cannot be, LimitReached
 */
export async function planMove(
  tx: ControlTx,
  plan: MovePlan,
): Promise<{ id: string; jobId: string; from: Placement; to: Placement }> {
  const { tenantId, reason, requestedBy = null, keepMinutes = KEEP_MINUTES, mine } = plan;
  const { name, from } = await lockTenant(tx, tenantId);
  const given = Object.entries(plan.elsewhere ?? {}).filter(([, value]) => value !== undefined);
  const to = placeFor(tenantId, plan.to, from.epoch + 1, Object.fromEntries(given));
  if (isSamePlace(from, to)) throw new Conflict(`${name} is ${LEVELS[plan.to]} already.`);
  assertPossible(to);
  if (plan.to === "schema") await requireRoom(tx);
  await assertNoOther(tx, tenantId, name);
  const id = newId();
  await tx.insert(placementMoves).values({ id, tenantId, from, to, reason, requestedBy });
  const payload = { keepMinutes };
  const jobId = await enqueue(tx, { kind: MOVE, key: id, tenantId, payload, requestedBy, mine });
  return { id, jobId, from, to };
}

/** Asks a move to stop. It does, and takes back what it did, unless it is past the switch. @throws Conflict when it has ended */
export async function cancelMove(tx: ControlTx, id: string): Promise<{ tenantId: string }> {
  const [move] = await tx
    .update(placementMoves)
    .set({ cancelRequestedAt: sql`coalesce(${placementMoves.cancelRequestedAt}, now())` as never })
    .where(and(eq(placementMoves.id, id), isNull(placementMoves.finishedAt)))
    .returning({ tenantId: placementMoves.tenantId });
  if (!move) throw new Conflict("This move has ended: there is nothing to stop.");
  return move;
}

/** The row lock lets two plans for one tenant go one after the other. */
async function lockTenant(tx: ControlTx, tenantId: string): Promise<{ name: string; from: Placement }> {
  const [place] = await tx
    .select({ state: placements.state, from: placementColumns })
    .from(placements)
    .where(eq(placements.tenantId, tenantId))
    .for("update");
  const [tenant] = await tx
    .select({ name: tenants.name, deletedAt: tenants.deletedAt })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (!place || !tenant) throw new NotFound("There is no such workspace.");
  const { name, deletedAt } = tenant;
  if (deletedAt) throw new Conflict(`${name} is deleted: restore it first.`);
  if (place.state !== "ready") throw new Conflict(`${name} is still being created: try again in a moment.`);
  return { name, from: place.from };
}

function assertPossible(to: Placement): void {
  if (to.isolationLevel !== "database") return;
  if (!/^[A-Za-z0-9_-]{1,63}$/.test(to.databaseName ?? ""))
    throw new Invalid("A database's name has up to 63 letters, digits, hyphens and underscores.");
  if (isMain(to))
    throw new Invalid(
      "This is the database of the installation itself: choose the level schema, or another database.",
    );
  try {
    urlOf(to, "migrator");
    urlOf(to, "app");
  } catch (error) {
    throw new Invalid((error as Error).message);
  }
}

async function assertNoOther(tx: ControlTx, tenantId: string, name: string): Promise<void> {
  const [open] = await tx
    .select({ to: placementMoves.to })
    .from(placementMoves)
    .where(and(eq(placementMoves.tenantId, tenantId), isNull(placementMoves.finishedAt)));
  if (open)
    throw new Conflict(
      `${name} is being moved already: it will be ${LEVELS[open.to.isolationLevel]}. Wait for the end of that move, or stop it.`,
    );
}
