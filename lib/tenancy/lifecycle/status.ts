import { eq, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { type tenantStatuses, tenants } from "@/db/schema/control";
import { Conflict, Invalid, NotFound } from "@/lib/kernel/errors";
import type { Happening } from "./happening";

export type TenantStatus = (typeof tenantStatuses)[number];

/**
 * From which status to which a tenant may go; whatever is not here is refused. A trial owes nothing, so it is never past due; who
 * has left may come back.
 */
const following: Record<TenantStatus, readonly TenantStatus[]> = {
  trial: ["active", "suspended", "churned"],
  active: ["past_due", "suspended", "churned"],
  past_due: ["active", "suspended", "churned"],
  suspended: ["trial", "active", "past_due", "churned"],
  churned: ["active"],
};

/** A status in words: "past due". */
export const statusName = (status: TenantStatus): string => status.replace("_", " ");

/** What a tenant of this status may become. */
export const mayBecome = (status: TenantStatus): readonly TenantStatus[] => following[status];

type Change = {
  tenantId: string;
  to: TenantStatus;
  /** As the workspace's people are told it, in a sentence; needed for whatever takes something from them. */
  reason: string | null;
  /** Only from here: for what decides on a status that it has read before. */
  from?: TenantStatus;
};

const MOST_REASON = 500;
const NEEDS_REASON: readonly TenantStatus[] = ["past_due", "suspended", "churned"];

/**
 * Changes a tenant's status, from the next request on. The caller writes what it answers into both logs.
 * @throws NotFound for a tenant that is not there or deleted; Conflict for a step that no tenant takes; Invalid without a reason
 */
export async function changeStatus(
  tx: ControlTx,
  { tenantId, to, reason, from: expected }: Change,
): Promise<Happening & { from: TenantStatus }> {
  const told = reason?.trim() || null;
  if (NEEDS_REASON.includes(to) && !told)
    throw badReason("Say why, in a sentence for the people of the workspace.");
  if (told && told.length > MOST_REASON) throw badReason(`Say why in at most ${MOST_REASON} characters.`);
  const tenant = await lockLiving(tx, tenantId);
  const from = tenant.status;
  if (from === to) throw new Conflict(`${tenant.name} is ${statusName(to)} already.`);
  if ((expected ?? from) !== from || !following[from].includes(to)) {
    const steps = following[from].map(statusName).join(", ");
    throw new Conflict(`${tenant.name} is ${statusName(from)}: from there it can become ${steps}.`);
  }
  const statusReason = NEEDS_REASON.includes(to) ? told : null;
  // Who became active has done with the trial: lifting a later suspension must not lead back to it.
  const trial = to === "active" ? { trialEndsAt: null } : {};
  await tx
    .update(tenants)
    .set({ status: to, statusReason, ...trial })
    .where(eq(tenants.id, tenantId));
  const changes = {
    before: { status: from, statusReason: tenant.statusReason },
    after: { status: to, statusReason: told },
  };
  return {
    from,
    platform: {
      action: "tenant.status_changed",
      resource: { type: "tenant", id: tenantId },
      ...changes,
    },
    own: { tenantId, action: "workspace.status_changed", resource: { type: "workspace" }, ...changes },
  };
}

const badReason = (message: string) => new Invalid(message, { reason: [message] });

/** What lifting a suspension leads to: the trial while it lasts, else an active workspace. */
export async function statusAfterLifting(tx: ControlTx, tenantId: string): Promise<TenantStatus> {
  const { trialEndsAt, now } = await lockLiving(tx, tenantId);
  return trialEndsAt && trialEndsAt > now ? "trial" : "active";
}

async function lockLiving(tx: ControlTx, tenantId: string) {
  const [tenant] = await tx
    .select({
      name: tenants.name,
      status: tenants.status,
      statusReason: tenants.statusReason,
      trialEndsAt: tenants.trialEndsAt,
      deletedAt: tenants.deletedAt,
      now: sql`now()`.mapWith(tenants.createdAt),
    })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .for("update");
  if (!tenant || tenant.deletedAt) throw new NotFound("There is no such workspace, or it was deleted.");
  return tenant;
}
