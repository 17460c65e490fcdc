import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { type Placement, placeFor } from "@/db/placement";
import { OwnerSession, type OwnerTx } from "@/db/rows/session";
import { tenantTables } from "@/db/rows/tables";
import { auditAnchors, placementColumns, placements, tenants } from "@/db/schema/control";
import { log } from "@/lib/log";
import { countRows } from "./count";

/** Rows in all tables, and bytes with indexes: exact in a schema of its own, an estimate among the rows of others. */
export type Size = { rows: number; bytes: number };

type Measurable = { tenantId: string; placement: Placement };

/**
 * Measures the workspaces in which something happened since they were measured, by the anchors of their audit logs, and each once a
 * day. One whose database cannot be reached keeps its old figures. With `only`, that one alone. Answers how many were measured.
 */
export async function measureTenants(only?: string): Promise<number> {
  const due = await dueTenants(only);
  const [first] = due;
  if (!first) return 0;
  const main = await OwnerSession.open(placeFor(first.tenantId, "shared"));
  let count = 0;
  try {
    for (const tenant of due) {
      try {
        await keep(tenant, await measure(main, tenant));
        count += 1;
      } catch (err) {
        log.warn({ err, tenantId: tenant.tenantId }, "a workspace could not be measured");
      }
    }
  } finally {
    await main.close();
  }
  return count;
}

function dueTenants(only?: string): Promise<Measurable[]> {
  const { measuredAt } = placements;
  return controlDb()
    .select({ tenantId: placements.tenantId, placement: placementColumns })
    .from(placements)
    .innerJoin(tenants, eq(tenants.id, placements.tenantId))
    .leftJoin(
      auditAnchors,
      and(eq(auditAnchors.tenantId, placements.tenantId), eq(auditAnchors.log, "tenant")),
    )
    .where(
      and(
        eq(placements.state, "ready"),
        isNull(tenants.deletedAt),
        only ? eq(placements.tenantId, only) : undefined,
        or(
          isNull(measuredAt),
          lt(measuredAt, sql`now() - interval '1 day'`),
          gt(auditAnchors.updatedAt, measuredAt),
        ),
      ),
    );
}

async function measure(main: OwnerSession, { tenantId, placement }: Measurable): Promise<Size> {
  const there = placement.isolationLevel === "database" ? await OwnerSession.open(placement) : main;
  try {
    const tables = await tenantTables(there.sql, placement.schemaName);
    return await there.snapshot(tenantId, async (tx) => {
      const counts = await countRows(tx, tables, tenantId);
      const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const sizes = await sizesOf(tx, placement.schemaName);
      const share = ({ name, bytes, rows: all }: TableSize) => {
        const mine = counts[name] ?? 0;
        return placement.isolationLevel === "shared" ? (bytes * mine) / Math.max(all, mine, 1) : bytes;
      };
      return { rows, bytes: Math.round(sizes.reduce((sum, size) => sum + share(size), 0)) };
    });
  } finally {
    if (there !== main) await there.close();
  }
}

type TableSize = { name: string; bytes: number; rows: number };

/** The size of each table with its partitions and indexes, and how many rows it has by the statistics. */
const sizesOf = (tx: OwnerTx, schema: string): Promise<TableSize[]> => tx<TableSize[]>`
  select c.relname as name, sum(pg_total_relation_size(p.relid))::float8 as bytes, sum(greatest(leaf.reltuples, 0))::float8 as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
      select relid from pg_partition_tree(c.oid) where isleaf union select c.oid where c.relkind = 'r') p
    join pg_class leaf on leaf.oid = p.relid
   where n.nspname = ${schema} and c.relkind in ('r', 'p') and not c.relispartition
   group by c.relname`;

async function keep({ tenantId, placement }: Measurable, { rows, bytes }: Size): Promise<void> {
  await controlDb()
    .update(placements)
    .set({ rowCount: rows, byteCount: bytes, measuredAt: sql`now()` as never })
    // Moved meanwhile: these are figures of the place before.
    .where(and(eq(placements.tenantId, tenantId), eq(placements.epoch, placement.epoch)));
}
