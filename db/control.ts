import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { appPool } from "./client";

export type ControlDb = PostgresJsDatabase;
export type ControlTx = Parameters<Parameters<ControlDb["transaction"]>[0]>[0];

let db: { pool: object; client: ControlDb } | undefined;

/** The control plane, which stands above tenants: identities, tenants, placements, memberships. */
export function controlDb(): ControlDb {
  const pool = appPool();
  if (db?.pool !== pool) db = { pool, client: drizzle(pool.sql) };
  return db.client;
}
