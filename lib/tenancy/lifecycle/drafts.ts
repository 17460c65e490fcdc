import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { placementColumns, placements, tenants } from "@/db/schema/control";
import { importParts, imports } from "@/db/schema/tenant";
import { type TenantScope, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { appendTenantAudit } from "@/lib/kernel/audit-chain";
import { log } from "@/lib/log";

const KEPT_DAYS = 7;
const PURGE = `purge: a draft is kept ${KEPT_DAYS} days`;

/**
 * Throws away the drafts of imports that nobody has touched for a week, with their files, in every workspace. One whose database cannot
 * be reached is left for the next time. Answers how many drafts that were.
 */
export async function purgeDrafts(): Promise<number> {
  const all = await controlDb()
    .select({ tenantId: placements.tenantId, placement: placementColumns })
    .from(placements)
    .innerJoin(tenants, eq(tenants.id, placements.tenantId))
    .where(and(eq(placements.state, "ready"), isNull(tenants.deletedAt)));
  let count = 0;
  for (const scope of all) {
    try {
      count += await purgeDraftsOf(scope);
    } catch (err) {
      log.warn({ err, tenantId: scope.tenantId }, "the drafts of a workspace could not be purged");
    }
  }
  return count;
}

async function purgeDraftsOf(scope: TenantScope): Promise<number> {
  const { tenantId } = scope;
  const old = within(
    scope,
    imports,
    eq(imports.state, "draft"),
    lt(imports.updatedAt, sql`now() - make_interval(days => ${KEPT_DAYS})`),
  );
  const any = await withTenant(scope, "read only", (tx) => tx.$count(imports, old));
  if (any === 0) return 0;
  return withTenant(scope, "read write", async (tx) => {
    const drafts = await tx
      .select({ id: imports.id, fileName: imports.fileName })
      .from(imports)
      .where(old)
      .for("update");
    const ids = drafts.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.delete(importParts).where(within(scope, importParts, inArray(importParts.importId, ids)));
    await tx.delete(imports).where(within(scope, imports, inArray(imports.id, ids)));
    const entry = { actorReason: PURGE, action: "import.discarded", resourceType: "import" };
    await appendTenantAudit(
      tx,
      tenantId,
      drafts.map(({ id, fileName }) => ({ ...entry, resourceId: id, changes: { before: { fileName } } })),
    );
    return drafts.length;
  });
}
