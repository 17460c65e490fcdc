import { sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import type { Placement } from "@/db/placement";
import { poolOf } from "@/db/pools";
import { databaseOn } from "@/db/transaction";
import { log } from "@/lib/log";

/** How a tenant's database is doing, as this process sees it. */
export type Health =
  | { reachable: true; latencyMs: number; connections: number; maxConnections: number }
  | { reachable: false };

/**
 * Asks the database of a placement how it is: a tenant's own over its pool, the installation's over the transaction that is open there.
 * Takes 3 s at most where it does not answer.
 */
export async function probe(placement: Placement, tx: ControlTx): Promise<Health> {
  try {
    const db = placement.isolationLevel === "database" ? databaseOn(poolOf(placement)) : tx;
    // Opens a connection, whose making is no latency of the queries to come.
    await db.execute(sql`select 1`);
    const started = performance.now();
    const [row] = await db.execute<{ connections: number; max: number }>(sql`
      select (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
             current_setting('max_connections')::int as max`);
    const latencyMs = performance.now() - started;
    if (!row) throw new Error("The database answered nothing.");
    return { reachable: true, latencyMs, connections: row.connections, maxConnections: row.max };
  } catch (error) {
    log.warn(
      { err: error, database: placement.databaseName, host: placement.host },
      "a database does not answer",
    );
    return { reachable: false };
  }
}
