import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { Pool as TarnPool } from "tarn";

/**
 * One connection to PostgreSQL, used by one transaction or statement at a time.
 *
 * It is a postgres.js client of its own: that library (3.4) replaces a connection that is lost and goes on over the new one, also
 * in the middle of a transaction; may hand what was left of the old one to the next user; and can stop answering for good. Here
 * nobody shares the client, and one that has lost its connection is thrown away.
 */
export class Connection {
  readonly sql: Sql;
  /** Schemas that its backend has caches of. */
  private readonly schemas = new Set<string>();
  private readonly bornAt = Date.now();
  private reject: (error: Error) => void = () => {};
  private readonly whenLost = new Promise<never>((_, reject) => {
    this.reject = reject;
  });
  lost = false;

  constructor(url: string, connectSeconds = 10) {
    this.whenLost.catch(() => {});
    this.sql = postgres(url, {
      max: 1,
      idle_timeout: undefined,
      max_lifetime: null,
      connect_timeout: connectSeconds,
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

  /** Remembers a schema that it works in. */
  touch(schema: string): void {
    this.schemas.add(schema);
  }

  isUsable(): boolean {
    return !this.lost && Date.now() - this.bornAt < LIFETIME_MS && this.schemas.size <= MOST_SCHEMAS;
  }
}

/** The connection went away: what ran over it was not saved. */
export class ConnectionLost extends Error {
  readonly code = "CONNECTION_LOST";
  constructor(options?: ErrorOptions) {
    super("The connection to the database was lost. Nothing of this was saved.", options);
  }
}

/** A backend's caches only grow, so a connection is replaced after half an hour, and after so many schemas (0.4 MB each, measured). */
const LIFETIME_MS = 30 * 60 * 1000;
const MOST_SCHEMAS = 100;

type Settings = {
  /** The most connections at once. */
  max: number;
  /** How many of them one tenant may use at once, so that its slow statements and its locks do not stop the others. */
  ofOneTenant?: number;
  create?: () => Promise<Connection>;
  onDestroy?: () => void;
  idleMs?: number;
};

/** Connections to one database. A request waits 10 s at most for one. */
export class Pool extends TarnPool<Connection> {
  readonly ofOneTenant: number;

  /** The most connections that it has at once. */
  get size(): number {
    return this.max;
  }

  constructor(url: string, settings: Settings) {
    super({
      min: 0,
      max: settings.max,
      acquireTimeoutMillis: 10_000,
      idleTimeoutMillis: settings.idleMs ?? 60_000,
      // A failure to connect is told to who waits; it would else be tried again until their time is over.
      propagateCreateError: true,
      create: settings.create ?? (async () => new Connection(url)),
      validate: (connection) => connection.isUsable(),
      destroy: async (connection) => {
        await connection.sql.end({ timeout: 0 });
        settings.onDestroy?.();
      },
    });
    this.ofOneTenant = settings.ofOneTenant ?? Math.max(1, Math.floor(settings.max * 0.7));
  }

  /** Closes the connections that nobody uses. Answers how many there were. */
  dropIdle(): number {
    const idle = this.free.splice(0);
    for (const resource of idle) void this._destroy(resource.resource);
    return idle.length;
  }
}

/** A pool of at most `max` connections. */
export const createPool = (url: string, max: number): Pool => new Pool(url, { max });
