import { sql } from "drizzle-orm";
import { appPool } from "./pools";
import { type Database, databaseOn, type Mode, plainTransaction } from "./transaction";

export type ControlTx = Database;

let db: { pool: object; database: Database } | undefined;

/** The control plane, which stands above tenants: identities, tenants, placements, memberships. Statement by statement. */
export function controlDb(): Database {
  const pool = appPool();
  if (db?.pool !== pool) db = { pool, database: databaseOn(pool) };
  return db.database;
}

/** Several statements in the control plane: all of them, or none. */
export const inControl = <T>(mode: Mode, fn: (tx: ControlTx) => Promise<T>): Promise<T> =>
  plainTransaction(appPool(), mode, fn);

/**
 * Several statements on what belongs to one tenant and lives in the control plane: row-level security shows this tenant's rows alone.
 */
export const inControlOf = <T>(
  { tenantId }: { tenantId: string },
  mode: Mode,
  fn: (tx: ControlTx) => Promise<T>,
): Promise<T> =>
  inControl(mode, async (tx) => {
    await tx.execute(sql`select set_config('app.tenant_id', ${tenantId}, true)`);
    return fn(tx);
  });
