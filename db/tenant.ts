import { AsyncLocalStorage } from "node:async_hooks";
import { and, eq, type SQL } from "drizzle-orm";
import { type PgColumn, PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT, PostgresJsSession } from "drizzle-orm/postgres-js";
import { appPool, type Pool } from "./client";
import { inTransaction, type TransactionHandle } from "./transaction";

/** A Drizzle database bound to one transaction inside one tenant. Of no use once that transaction is over. */
export type TenantTx = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** Whose rows, and where they live. */
export type TenantScope = { tenantId: string; placement: { isolationLevel: string; schemaName: string } };

type Open = { scope: TenantScope; mode: Mode; tx: TenantTx; handle: TransactionHandle };
type Mode = "read only" | "read write";

const current = new AsyncLocalStorage<Open>();
const dialect = new PgDialect();

/** The tenant predicate, and whatever else must hold: never undefined, whatever the conditions are. */
export function within(
  scope: { tenantId: string },
  table: { tenantId: PgColumn },
  ...conditions: (SQL | undefined)[]
): SQL {
  const predicate = eq(table.tenantId, scope.tenantId);
  return and(predicate, ...conditions) ?? predicate;
}

/**
 * The only way to a tenant's rows: picks the pool from the placement, opens a transaction, enters the tenant, runs `fn`,
 * commits. Inside a transaction of the same tenant it joins that one.
 *
 * Invariants: every statement binds the tenant's id against `tenant_id`, or is refused; the handle dies with the transaction.
 * @throws Error when called inside another tenant's transaction, or to write inside a read-only one.
 */
export async function withTenant<T>(
  scope: TenantScope,
  mode: Mode,
  fn: (tx: TenantTx) => Promise<T>,
  pool: Pool = poolOf(scope),
): Promise<T> {
  const open = current.getStore();
  if (open?.handle.isOpen) {
    if (open.scope.tenantId !== scope.tenantId) {
      throw new Error("A transaction of another tenant is open here: finish it before entering this one.");
    }
    if (open.mode === "read only" && mode === "read write") {
      throw new Error("A query cannot run a command: its transaction is read-only.");
    }
    return fn(open.tx);
  }
  return inTransaction(pool, mode, requireTenant(scope.tenantId), async (handle, sql) => {
    const { schemaName } = scope.placement;
    // Not awaited here: it is sent together with the first query of `fn`.
    const entered = sql`select app.enter('tenantry_app', ${schemaName}, ${scope.tenantId})`.execute();
    const tx = new PgDatabase(
      dialect,
      new PostgresJsSession(handle as never, dialect, undefined),
      undefined,
    ) as TenantTx;
    const [result] = await Promise.all([current.run({ scope, mode, tx, handle }, () => fn(tx)), entered]);
    return result;
  });
}

function poolOf(scope: TenantScope): Pool {
  if (scope.placement.isolationLevel !== "shared") {
    throw new Error(`No pool serves the isolation level ${scope.placement.isolationLevel}.`);
  }
  return prepared(appPool());
}

/** Drizzle turns off postgres.js's own parsing of dates, on the client's options, when it first meets a client. */
const seen = new WeakSet<Pool>();
export function prepared(pool: Pool): Pool {
  if (!seen.has(pool)) {
    drizzle(pool.sql);
    seen.add(pool);
  }
  return pool;
}

/**
 * Refuses a statement without this tenant's predicate before it is sent. Row-level security would stop it as well, but a
 * forgotten predicate reaches every shard of a distributed engine, and one dropped by `where(undefined)` deletes all rows.
 */
const requireTenant = (tenantId: string) => (text: string, params: readonly unknown[]) => {
  if (!text.includes("tenant_id") || !params.includes(tenantId)) {
    throw new Error("A statement without the tenant's predicate was refused: use within(ctx, table, ...).");
  }
};
