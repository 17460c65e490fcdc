import { AsyncLocalStorage } from "node:async_hooks";
import { appPool, type Pool } from "./client";
import { type Database, inTransaction, type Mode, type TransactionHandle } from "./transaction";
import { Turns } from "./turns";

/** A Drizzle database bound to one transaction inside one tenant. Of no use once that transaction is over. */
export type TenantTx = Database;

/** Whose rows, and where they live. */
export type TenantScope = { tenantId: string; placement: { isolationLevel: string; schemaName: string } };

type Open = { scope: TenantScope; mode: Mode; tx: TenantTx; handle: TransactionHandle };

const current = new AsyncLocalStorage<Open>();

/** Of a pool's connections, so many at most serve one tenant: its slow statements and its locks must not stop the others. */
const turns = new WeakMap<Pool, Turns>();

function turnsOf(pool: Pool): Turns {
  const known = turns.get(pool);
  if (known) return known;
  const made = new Turns(Number.POSITIVE_INFINITY, Math.max(1, Math.floor(pool.size * 0.7)));
  turns.set(pool, made);
  return made;
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
  return turnsOf(pool).run(scope.tenantId, () =>
    inTransaction(pool, mode, requireTenant(scope.tenantId), entering(scope), (tx, handle) =>
      current.run({ scope, mode, tx, handle }, () => fn(tx)),
    ),
  );
}

/** The statement that enters a tenant: without parameters, so that it goes in one message with BEGIN. */
function entering({ tenantId, placement: { schemaName } }: TenantScope): string {
  if (!/^[a-z0-9_]+$/.test(schemaName) || !/^[0-9a-f-]{36}$/.test(tenantId)) {
    throw new Error("A placement names a schema, and a tenant has a UUID.");
  }
  return `select app.enter('tenantry_app', '${schemaName}', '${tenantId}')`;
}

function poolOf(scope: TenantScope): Pool {
  if (scope.placement.isolationLevel !== "shared") {
    throw new Error(`No pool serves the isolation level ${scope.placement.isolationLevel}.`);
  }
  return appPool();
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
