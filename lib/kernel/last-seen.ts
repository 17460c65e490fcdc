import { eq, isNull, lt, or, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { memberships } from "@/db/schema/control";
import { within } from "@/db/within";
import { log } from "@/lib/log";
import type { ResolvedMembership } from "@/lib/tenancy/resolve";

const EVERY_MS = 5 * 60 * 1000;

/** Notes that a member is here, every five minutes at most. Nobody waits for it, and nothing depends on it. */
export function noteSeen(tenantId: string, { memberId, lastSeenAt }: ResolvedMembership): void {
  if (lastSeenAt && Date.now() - lastSeenAt.getTime() < EVERY_MS) return;
  const old = or(
    isNull(memberships.lastSeenAt),
    lt(memberships.lastSeenAt, sql`now() - interval '5 minutes'`),
  );
  controlDb()
    .update(memberships)
    .set({ lastSeenAt: sql`now()` as never })
    .where(within({ tenantId }, memberships, eq(memberships.memberId, memberId), old))
    .then(undefined, (error: unknown) => log.warn({ err: error, tenantId }, "who was here was not noted"));
}
