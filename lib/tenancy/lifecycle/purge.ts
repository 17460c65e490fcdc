import { and, eq, isNull, lt, lte, sql } from "drizzle-orm";
import { controlDb, inControl } from "@/db/control";
import { sessions, tenantErasures, tenants, verifications } from "@/db/schema/control";
import { appendPlatformAudit } from "@/lib/kernel/audit-chain";
import { AppError } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { KEPT_DAYS, keptUntil } from "./deletion";
import { beginErasure } from "./erasure";
import { platformEntry } from "./happening";

const PURGE = `purge, ${KEPT_DAYS} days after the deletion`;

/** Asks for the erasure of every workspace whose days after its deletion are over. Answers how many that were. */
export async function purgeDeleted(): Promise<number> {
  const over = await controlDb()
    .select({ tenantId: tenants.id, name: tenants.name })
    .from(tenants)
    .leftJoin(tenantErasures, and(eq(tenantErasures.tenantId, tenants.id), isNull(tenantErasures.erasedAt)))
    .where(and(lte(keptUntil, sql`now()`), isNull(tenantErasures.id)));
  let count = 0;
  for (const { tenantId, name } of over) {
    try {
      await inControl("read write", async (tx) => {
        const { platform } = await beginErasure(tx, { tenantId, confirm: name, confirmedBy: PURGE });
        await appendPlatformAudit(tx, [platformEntry(tenantId, platform, PURGE)]);
      });
      count += 1;
    } catch (err) {
      // On the move, or brought back this moment: the next purge looks again.
      if (!(err instanceof AppError)) throw err;
      log.warn({ err, tenantId }, "a deleted workspace could not be purged");
    }
  }
  return count;
}

/** Deletes the sessions and the single-use tokens that ran out a day ago or more. */
export async function purgeExpired(): Promise<void> {
  const yesterday = sql`now() - interval '1 day'`;
  await controlDb().delete(sessions).where(lt(sessions.expiresAt, yesterday));
  await controlDb().delete(verifications).where(lt(verifications.expiresAt, yesterday));
}
