import { desc, eq } from "drizzle-orm";
import postgres, { type Sql } from "postgres";
import { env } from "@/lib/env";
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

/** A superuser's connection to the database of a tenant, its tables in the search path: whoever no policy and no grant stops. */
export function intruderOf({ placement }: Pick<Context, "placement">): Sql {
  const url = new URL(env.ADMIN_DATABASE_URL ?? "");
  if (placement.databaseName) url.pathname = `/${placement.databaseName}`;
  return postgres(url.href, {
    max: 1,
    onnotice: () => {},
    connection: { search_path: `${placement.schemaName}, control` },
  });
}
