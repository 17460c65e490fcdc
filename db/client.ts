import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { Pool as TarnPool } from "tarn";
import { env } from "@/lib/env";

/**
 * One connection to PostgreSQL, used by one transaction or statement at a time.
 *
 * It is a postgres.js client of its own: that library (3.4) replaces a connection that is lost and goes on over the new one, also
 * in the middle of a transaction; may hand what was left of the old one to the next user; and can stop answering for good. Here
 * nobody shares the client, and one that has lost its connection is thrown away.
 */
export class Connection {
  readonly sql: Sql;
  private readonly bornAt = Date.now();
  private reject: (error: Error) => void = () => {};
  private readonly whenLost = new Promise<never>((_, reject) => {
    this.reject = reject;
  });
  lost = false;

  constructor(url: string) {
    this.whenLost.catch(() => {});
    this.sql = postgres(url, {
      max: 1,
      idle_timeout: undefined,
      max_lifetime: null,
      connect_timeout: 10,
      connection: { application_name: "tenantry" },
      onnotice: () => {},
      onclose: () => {
        this.lost = true;
        this.reject(new ConnectionLost());
      },
    });
    // Drizzle parses dates itself, and tells the client not to.
    drizzle(this.sql);
  }

  /** Settles with `work`, or rejects once the connection is lost: some of its queries then never settle. */
  orLost<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.whenLost]);
  }

  isUsable(): boolean {
    return !this.lost && Date.now() - this.bornAt < LIFETIME_MS;
  }
}

/** The connection went away: what ran over it was not saved. */
export class ConnectionLost extends Error {
  readonly code = "CONNECTION_LOST";
  constructor(options?: ErrorOptions) {
    super("The connection to the database was lost. Nothing of this was saved.", options);
  }
}

/** A backend's caches only grow, so a connection is replaced after half an hour. */
const LIFETIME_MS = 30 * 60 * 1000;

export class Pool extends TarnPool<Connection> {
  /** The most connections that it has at once. */
  get size(): number {
    return this.max;
  }
}

/** A pool of at most `max` connections. A request waits 10 s at most for one. */
export function createPool(url: string, max: number): Pool {
  return new Pool({
    min: 0,
    max,
    acquireTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    create: () => new Connection(url),
    validate: (connection) => connection.isUsable(),
    destroy: (connection) => connection.sql.end({ timeout: 0 }),
  });
}

const globals = globalThis as { tenantryPool?: Pool };

/** The pool of the application's role. One a process, kept across hot reloads in development. */
export function appPool(): Pool {
  globals.tenantryPool ??= createPool(env.DATABASE_URL, env.DATABASE_POOL_SIZE);
  return globals.tenantryPool;
}

/** Closes the pool, so that a command-line process can end. */
export async function closePool(): Promise<void> {
  await globals.tenantryPool?.destroy();
  globals.tenantryPool = undefined;
}
