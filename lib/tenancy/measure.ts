import { eq, getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { controlDb } from "@/db/control";
import { placementColumns, placements } from "@/db/schema/control";
import * as schema from "@/db/schema/tenant";
import { type TenantScope, withTenant } from "@/db/tenant";
import { log } from "@/lib/log";

const tables = Object.values(schema)
  .filter((value) => is(value, PgTable))
  .map(getTableName);

export type Size = { rows: number; bytes: number };

/**
 * How much a tenant holds, in all of its tables with their indexes. In the schema `shared` its bytes are its part of each table's rows,
 * taken of the table's size: an estimate, as good as the last ANALYZE.
 */
export async function measureTenant(scope: TenantScope): Promise<Size> {
  const { tenantId, placement } = scope;
  const isAlone = placement.isolationLevel !== "shared";
  const counted = sql.join(
    tables.map(
      (name) =>
        sql`select ${sql.raw(`'${name}'`)} as name, count(*) as rows from ${sql.identifier(name)} where tenant_id = ${tenantId}`,
    ),
    sql` union all `,
  );
  const [size] = await withTenant(scope, "read only", (tx) =>
    tx.execute<Size>(sql`
      with counted as (${counted}),
      parts as (
        select name, rows, name::regclass::oid as part from counted
        union all select name, rows, inhrelid from counted join pg_inherits on inhparent = name::regclass
      ),
      sized as (
        select rows, sum(pg_total_relation_size(part)) as bytes, sum(greatest(reltuples, 0)) as tuples
          from parts join pg_class on oid = part where relkind = 'r' group by name, rows
      )
      select sum(rows)::float8 as rows,
             sum(case when ${isAlone} then bytes else bytes * rows / greatest(tuples, rows, 1) end)::float8 as bytes
        from sized`),
  );
  if (!size) throw new Error("A size of nothing was measured.");
  return { rows: Math.round(size.rows), bytes: Math.round(size.bytes) };
}

/** So many at once: a sweep shall not take long, and the next one goes on. */
const TENANTS_A_SWEEP = 500;

/** Measures the tenants that were not for the longest. One that cannot be reached keeps its old size. Answers how many were. */
export async function measureTenants(): Promise<number> {
  const due = await controlDb()
    .select({ tenantId: placements.tenantId, placement: placementColumns })
    .from(placements)
    .where(eq(placements.state, "ready"))
    .orderBy(sql`${placements.measuredAt} nulls first`)
    .limit(TENANTS_A_SWEEP);
  let measured = 0;
  for (const scope of due) {
    try {
      const { rows, bytes } = await measureTenant(scope);
      await controlDb()
        .update(placements)
        .set({ rowCount: rows, byteCount: bytes, measuredAt: sql`now()` as never })
        .where(eq(placements.tenantId, scope.tenantId));
      measured += 1;
    } catch (error) {
      log.warn({ err: error, tenantId: scope.tenantId }, "a tenant was not measured");
    }
  }
  return measured;
}
