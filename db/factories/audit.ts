import { desc, eq } from "drizzle-orm";
import type { Context } from "@/lib/kernel";
import { auditLogs } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";

/** The newest entry of a tenant's audit log; of one record, when its id is given. */
export async function lastAudit(ctx: Context, resourceId?: string) {
  const [entry] = await withTenant(ctx, "read only", (tx) =>
    tx
      .select()
      .from(auditLogs)
      .where(within(ctx, auditLogs, resourceId ? eq(auditLogs.resourceId, resourceId) : undefined))
      .orderBy(desc(auditLogs.createdAt), desc(auditLogs.id))
      .limit(1),
  );
  return entry;
}
