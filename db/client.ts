import postgres, { type Sql } from "postgres";
import { env } from "@/lib/env";

/** A postgres.js pool that counts the connections it has lost, which a transaction needs in order to trust its own. */
export type Pool = { sql: Sql; closures: number };

const globals = globalThis as { tenantryPool?: Pool };

/** The pool of the application's role. One a process, kept across hot reloads in development. */
export function appPool(): Pool {
  globals.tenantryPool ??= createPool(env.DATABASE_URL, env.DATABASE_POOL_SIZE);
  return globals.tenantryPool;
}

/** A pool of `max` connections, each replaced after half an hour, since a backend's caches only grow. */
export function createPool(url: string, max: number): Pool {
  const pool: Pool = {
    closures: 0,
    sql: postgres(url, {
      max,
      idle_timeout: 60,
      max_lifetime: 30 * 60,
      connect_timeout: 10,
      connection: { application_name: "tenantry" },
      onnotice: () => {},
      onclose: () => {
        pool.closures += 1;
      },
    }),
  };
  return pool;
}

export async function closePool(): Promise<void> {
  await globals.tenantryPool?.sql.end({ timeout: 5 });
  globals.tenantryPool = undefined;
}
