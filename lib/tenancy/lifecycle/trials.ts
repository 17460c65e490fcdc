import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { tenants } from "@/db/schema/control";
import { formatDate } from "@/lib/format/date";
import { AppError } from "@/lib/kernel/errors";
import { bySystem } from "./happening";
import { changeStatus } from "./status";

/** Suspends the workspaces whose trial is over, by the database's clock. Answers how many that were. */
export async function suspendEndedTrials(): Promise<number> {
  const ended = await controlDb()
    .select({ tenantId: tenants.id, endedAt: tenants.trialEndsAt, settings: tenants.settings })
    .from(tenants)
    .where(and(eq(tenants.status, "trial"), isNull(tenants.deletedAt), lte(tenants.trialEndsAt, sql`now()`)));
  let count = 0;
  for (const { tenantId, endedAt, settings } of ended) {
    const on = endedAt && formatDate(endedAt, settings.locale, settings.zone);
    const change = { tenantId, to: "suspended", from: "trial", reason: `Its trial ended on ${on}.` } as const;
    try {
      await bySystem("the trial is over", (tx) => changeStatus(tx, change));
      count += 1;
    } catch (error) {
      // Somebody changed its status this moment, or deleted it, and that counts.
      if (!(error instanceof AppError)) throw error;
    }
  }
  return count;
}
