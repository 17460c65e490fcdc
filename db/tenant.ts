import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "./client";
import type { Placement } from "./placement";
import { poolOf } from "./pools";
import { codeOf, FROZEN, STALE, TenantMoving } from "./refusals";
import { type Database, inTransaction, type Mode, type TransactionHandle } from "./transaction";
import { Turns } from "./turns";
import { newestPlacement, readPlacement } from "./whereabouts";

/** A Drizzle database bound to one transaction inside one tenant. Of no use once that transaction is over. */
export type TenantTx = Database;

/** Whose rows, and where they live. */
export type TenantScope = { tenantId: string; placement: Placement };

type Open = { scope: TenantScope; mode: Mode; tx: TenantTx; handle: TransactionHandle };

const current = new AsyncLocalStorage<Open>();

/** Of a pool's connections, so many at most serve one tenant. */
const turns = new WeakMap<Pool, Turns>();

function turnsOf(pool: Pool): Turns {
  const known = turns.get(pool);
  if (known) return known;
  const made = new Turns(Number.POSITIVE_INFINITY, pool.ofOneTenant);
  turns.set(pool, made);
  return made;
}

/**
 * The only way to a tenant's rows: picks the pool from the placement, opens a transaction, enters the tenant, runs `fn`,
 * commits. Inside a transaction of the same tenant it joins that one. When the tenant has moved, it starts again at the
 * new place: `fn` may have begun, but nothing of it was read or written.
 *
 * Invariants: every statement binds the tenant's id against `tenant_id`, or is refused; the handle dies with the transaction.
 * @throws Error when called inside another tenant's transaction, or to write inside a read-only one; TenantUnreachable;
 * TenantMoving when the tenant stays closed for writing.
 */
export async function withTenant<T>(
  scope: TenantScope,
  mode: Mode,
  fn: (tx: TenantTx) => Promise<T>,
  pool?: Pool,
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
  const deadline = Date.now() + PATIENCE_MS;
  let placement = newestPlacement(scope.tenantId, scope.placement);
  for (;;) {
    try {
      return await enter({ tenantId: scope.tenantId, placement }, mode, fn, pool ?? poolOf(placement));
    } catch (error) {
      placement = await nextPlacement(scope.tenantId, placement, error, deadline);
    }
  }
}

/** Whether a transaction inside this tenant is open here, which `withTenant` would join. */
export function isInside({ tenantId }: { tenantId: string }): boolean {
  const open = current.getStore();
  return open?.handle.isOpen === true && open.scope.tenantId === tenantId;
}

/** How long a write waits for a move whose last step was interrupted. */
const PATIENCE_MS = 10_000;

const enter = <T>(scope: TenantScope, mode: Mode, fn: (tx: TenantTx) => Promise<T>, pool: Pool): Promise<T> =>
  turnsOf(pool).run(scope.tenantId, () =>
    inTransaction(
      pool,
      mode,
      requireTenant(scope.tenantId),
      entering(scope, mode),
      (tx, handle) => current.run({ scope, mode, tx, handle }, () => fn(tx)),
      scope.placement.schemaName,
    ),
  );

/** Where to try again after a refusal. @throws the refusal, when it was another one, or nothing has changed in time. */
async function nextPlacement(
  tenantId: string,
  tried: Placement,
  error: unknown,
  deadline: number,
): Promise<Placement> {
  const code = codeOf(error);
  if (code !== STALE && code !== FROZEN) throw error;
  const now = await readPlacement(tenantId);
  if (now && now.epoch > tried.epoch) return now;
  if (code === STALE) throw error;
  if (Date.now() > deadline) throw new TenantMoving({ cause: error });
  await sleep(50);
  return tried;
}

/** The statement that enters a tenant: without parameters, so that it goes in one message with BEGIN. */
function entering({ tenantId, placement: { schemaName, epoch } }: TenantScope, mode: Mode): string {
  if (!/^[a-z0-9_]+$/.test(schemaName) || !/^[0-9a-f-]{36}$/.test(tenantId) || !Number.isInteger(epoch)) {
    throw new Error("A placement names a schema and an epoch, and a tenant has a UUID.");
  }
  const writing = mode === "read write";
  return `select app.enter('tenantry_app', '${schemaName}', '${tenantId}', ${epoch}, ${writing})`;
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
