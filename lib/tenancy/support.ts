import { and, desc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { type ControlTx, inControl } from "@/db/control";
import { operators, sessions, supportSessions, tenants, users } from "@/db/schema/control";
import { enqueue } from "@/lib/jobs/queue";
import type { Handlers } from "@/lib/jobs/run";
import type { AuditEntry } from "@/lib/kernel/audit";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import type { Context, RequestFacts } from "@/lib/kernel/context";
import { queueTenantEntry } from "@/lib/kernel/tenant-audit";
import { platformEntry } from "./lifecycle/happening";

/** Of a visit that lasts, by the database's clock. */
export const isOpen = and(isNull(supportSessions.endedAt), gt(supportSessions.expiresAt, sql`now()`)) as SQL;

/** A visit, as both sides are shown it; `users` is who visits. */
export const visitColumns = {
  id: supportSessions.id,
  operator: users.name,
  reason: supportSessions.reason,
  mode: supportSessions.mode,
  createdAt: supportSessions.createdAt,
  expiresAt: supportSessions.expiresAt,
  endedAt: supportSessions.endedAt,
  isOpen: sql<boolean>`${isOpen}`,
};

/** Who ends a visit of support, as the tenant's own log says it: one of its members, or somebody with a reason. */
export type EndedBy = {
  reason: string | null;
  memberId?: string;
  request?: RequestFacts;
  userId?: string;
};

/** Somebody inside the tenant, as `EndedBy` says it. */
export const actorOf = ({ reason, member, request, user }: Context): EndedBy => ({
  reason,
  memberId: member?.id,
  request,
  userId: user?.id,
});

type Ended = { id: string; tenantId: string; reason: string };

/**
 * Ends visits of support, from the next request on, and says so in each tenant's own log. Answers those that were open: for the
 * platform's log, where the caller writes `endedEntry` of each.
 */
export async function endSupport(tx: ControlTx, which: SQL, by: EndedBy): Promise<Ended[]> {
  const ended = await tx
    .update(supportSessions)
    .set({ endedAt: sql`least(now(), ${supportSessions.expiresAt})` as never })
    .where(and(which, isNull(supportSessions.endedAt)))
    .returning({
      id: supportSessions.id,
      tenantId: supportSessions.tenantId,
      reason: supportSessions.reason,
    });
  if (ended.length === 0) return [];
  const ids = ended.map(({ id }) => id);
  await tx.delete(sessions).where(inArray(sessions.supportSessionId, ids));
  for (const visit of ended) {
    const resource = { type: "support", id: visit.id };
    await queueTenantEntry(
      tx,
      { tenantId: visit.tenantId, action: "support.ended", resource, before: { reason: visit.reason } },
      by,
    );
  }
  return ended;
}

/** The end of a visit, for the platform's log. */
export const endedEntry = ({ id, tenantId, reason }: Ended) =>
  ({
    action: "support.ended",
    resource: { type: "tenant", id: tenantId },
    before: { support: id, reason },
  }) satisfies AuditEntry;

/** The same from the system: where no command records it. */
export async function endSupportBySystem(tx: ControlTx, which: SQL, by: EndedBy): Promise<void> {
  const ended = await endSupport(tx, which, by);
  await appendPlatformAudit(
    tx,
    ended.map((visit) => platformEntry(visit.tenantId, endedEntry(visit), by.reason)),
  );
}

/** The newest visit to a tenant that is open, whose operator still is one: by its id, or by who visits. */
export async function livingVisit(tx: ControlTx, tenantId: string, which: SQL) {
  const [visit] = await tx
    .select({
      id: supportSessions.id,
      userId: supportSessions.userId,
      expiresAt: supportSessions.expiresAt,
    })
    .from(supportSessions)
    .innerJoin(tenants, and(eq(tenants.id, supportSessions.tenantId), isNull(tenants.deletedAt)))
    .innerJoin(operators, and(eq(operators.userId, supportSessions.userId), isNull(operators.revokedAt)))
    .where(and(which, eq(supportSessions.tenantId, tenantId), isOpen))
    .orderBy(desc(supportSessions.createdAt))
    .limit(1);
  return visit ?? null;
}

const KIND = "support_end";

/** Sees to it that the end of a visit is written down when its time is over. It is over then without this, too. */
export const scheduleEnd = (tx: ControlTx, visit: { id: string; tenantId: string; expiresAt: Date }) =>
  enqueue(tx, { kind: KIND, key: visit.id, tenantId: visit.tenantId, runAt: visit.expiresAt });

/** For the worker. */
export const supportHandlers: Handlers = {
  [KIND]: async ({ key }) => {
    const by = { reason: "Support ended by itself" };
    await inControl("read write", (tx) => endSupportBySystem(tx, eq(supportSessions.id, key), by));
    return undefined;
  },
};
