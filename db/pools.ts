import { env } from "@/lib/env";
import { Budget } from "./budget";
import { Connection, createPool, Pool } from "./client";
import { type Placement, urlOf } from "./placement";
import { TenantUnreachable } from "./refusals";

/**
 * The pools of this process: one for the control plane and the tenants at `shared`; a small one for tenants with a schema of
 * their own, whose backends would else all grow with the number of schemas; and one for each tenant's own database,
 * which together have a bounded number of connections.
 */
type Pools = { app?: Pool; schema?: Pool; own: Map<string, Pool>; budget?: Budget };

const globals = globalThis as { tenantryPools?: Pools };
// One set a process, kept across hot reloads in development.
globals.tenantryPools ??= { own: new Map() };
const pools: Pools = globals.tenantryPools;

/** The pool of the application's role on the installation's own database. */
export function appPool(): Pool {
  pools.app ??= createPool(env.DATABASE_URL, env.DATABASE_POOL_SIZE);
  return pools.app;
}

/** The pool that serves a placement. */
export function poolOf(placement: Placement): Pool {
  if (placement.isolationLevel === "shared") return appPool();
  if (placement.isolationLevel === "schema") {
    pools.schema ??= createPool(env.DATABASE_URL, env.SCHEMA_POOL_SIZE);
    return pools.schema;
  }
  const url = urlOf(placement, "app");
  const known = pools.own.get(url);
  if (known) {
    // The last one used stands last: room is made from the front.
    pools.own.delete(url);
    pools.own.set(url, known);
    return known;
  }
  const made = ownPool(url);
  pools.own.set(url, made);
  return made;
}

/** Closes all pools, so that a command-line process can end. */
export async function closePool(): Promise<void> {
  await Promise.all([pools.app, pools.schema, ...pools.own.values()].map((pool) => pool?.destroy()));
  Object.assign(pools, { app: undefined, schema: undefined, own: new Map() });
}

/** Closes the pool of a database that is to go away. */
export async function forgetPlace(placement: Placement): Promise<void> {
  if (placement.isolationLevel !== "database") return;
  const url = urlOf(placement, "app");
  const pool = pools.own.get(url);
  pools.own.delete(url);
  await pool?.destroy();
}

/** How many connections this process has to each of its databases, by pool. */
export function poolUse(): { name: string; used: number; idle: number; max: number }[] {
  const use = (name: string, pool?: Pool) =>
    pool ? [{ name, used: pool.numUsed(), idle: pool.numFree(), max: pool.size }] : [];
  return [
    ...use("shared", pools.app),
    ...use("schema", pools.schema),
    ...[...pools.own].flatMap(([url, pool]) => use(new URL(url).host + new URL(url).pathname, pool)),
  ];
}

/** After a failure to connect, so long nobody tries again: requests fail at once in place of holding on to sockets. */
const PAUSE_MS = 2000;
const CONNECT_SECONDS = 3;

/** The pool of one tenant's database. Nothing that fails here takes a connection from anybody else. */
function ownPool(url: string): Pool {
  const budget = sharedBudget();
  let closedUntil = 0;
  const connect = async (): Promise<Connection> => {
    if (Date.now() < closedUntil) throw new TenantUnreachable();
    await budget.take();
    const connection = new Connection(url, CONNECT_SECONDS);
    try {
      await connection.sql`select 1`;
      return connection;
    } catch (error) {
      closedUntil = Date.now() + PAUSE_MS;
      budget.give();
      await connection.sql.end({ timeout: 0 });
      throw new TenantUnreachable({ cause: error });
    }
  };
  const pool = new Pool(url, {
    max: env.OWN_DATABASE_POOL_SIZE,
    ofOneTenant: env.OWN_DATABASE_POOL_SIZE,
    create: connect,
    onDestroy: () => budget.give(),
    idleMs: 10_000,
  });
  pool.on("release", () => {
    // Somebody else waits for a connection, and this one is free now.
    if (budget.isShort) setImmediate(() => pool.dropIdle());
  });
  return pool;
}

function sharedBudget(): Budget {
  pools.budget ??= new Budget(env.OWN_DATABASE_CONNECTIONS, () => {
    for (const pool of pools.own.values()) if (pool.dropIdle() > 0) return;
  });
  return pools.budget;
}
