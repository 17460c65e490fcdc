import { PgDatabase, PgDialect } from "drizzle-orm/pg-core";
import { type PostgresJsQueryResultHKT, PostgresJsSession } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { type Connection, ConnectionLost, type Pool } from "./client";

export type Mode = "read only" | "read write";
export type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;
/** Throws when a statement must not be sent. */
export type Check = (text: string, params: readonly unknown[]) => void;

type Options = { prepare?: boolean };
type Pending = PromiseLike<unknown> & { values: () => PromiseLike<unknown> };

const dialect = new PgDialect();

/** A Drizzle database over anything that has the methods of a postgres.js client which Drizzle's session calls. */
export function databaseOver(client: object): Database {
  const session = new PostgresJsSession<Sql, Record<string, never>, Record<string, never>>(
    client as never,
    dialect,
    undefined,
  );
  const prepare = session.prepareQuery.bind(session) as (...args: unknown[]) => object;
  // Drizzle's wrapper of an error repeats the statement and its parameters (a session's token, for one), which belong in no log.
  const bare = <T>(_text: string, _params: unknown[], run: () => Promise<T>) => run();
  Object.assign(session, {
    prepareQuery: (...args: unknown[]) => Object.assign(prepare(...args), { queryWithCache: bare }),
  });
  return new PgDatabase(dialect, session, undefined);
}

/** One transaction's connection, as Drizzle's session uses it. Refuses to be used once the transaction is over. */
export class TransactionHandle {
  private over = false;
  private savepoints = 0;

  constructor(
    private readonly connection: Connection,
    private readonly check: Check,
  ) {}

  get isOpen(): boolean {
    return !this.over && !this.connection.lost;
  }

  unsafe(text: string, params: unknown[] = [], options: Options = {}): Pending {
    this.assertOpen();
    this.check(text, params);
    return send(this.connection, text, params, options);
  }

  /** A nested Drizzle transaction: a savepoint of this one. */
  async begin<T>(fn: (nested: TransactionHandle) => Promise<T>): Promise<T> {
    this.assertOpen();
    this.savepoints += 1;
    const name = `s${this.savepoints}`;
    await this.connection.sql.unsafe(`savepoint ${name}`);
    try {
      return await fn(this);
    } catch (error) {
      this.assertOpen();
      await this.connection.sql.unsafe(`rollback to savepoint ${name}`);
      throw error;
    }
  }

  close(): void {
    this.over = true;
  }

  private assertOpen(): void {
    if (this.connection.lost) throw new ConnectionLost();
    if (this.over) throw new Error("This transaction is over: its handle was kept and used after it ended.");
  }
}

/** Prepared always: an unprepared statement with parameters costs a second round trip. */
const send = (connection: Connection, text: string, params: unknown[], options: Options) =>
  connection.sql.unsafe(text, params as never[], { ...options, prepare: true });

/**
 * Runs `fn` in a transaction. `enter`, a statement without parameters, is sent with BEGIN, and both
 * travel with the first query of `fn`. `schema` is where it works.
 * @throws what `fn` throws, after a rollback; ConnectionLost when the connection was lost, after which nothing was saved.
 */
export async function inTransaction<T>(
  pool: Pool,
  mode: Mode,
  check: Check,
  enter: string,
  fn: (db: Database, handle: TransactionHandle) => Promise<T>,
  schema?: string,
): Promise<T> {
  const connection = await pool.acquire().promise;
  if (schema) connection.touch(schema);
  const handle = new TransactionHandle(connection, check);
  try {
    const started = connection.sql.unsafe(`begin ${mode}; ${enter}`).execute();
    const [result] = await connection.orLost(Promise.all([fn(databaseOver(handle), handle), started]));
    handle.close();
    await commit(connection, mode);
    return result;
  } catch (error) {
    handle.close();
    if (!connection.lost)
      await connection.orLost(connection.sql.unsafe("rollback").execute()).catch(() => abandon(connection));
    if (connection.lost) throw new ConnectionLost({ cause: error });
    throw error;
  } finally {
    pool.release(connection);
  }
}

async function commit(connection: Connection, mode: Mode): Promise<void> {
  const committed = connection.orLost(connection.sql.unsafe("commit").execute());
  if (mode === "read only") {
    // Nothing can be lost, so nobody waits: the connection's next user is sent behind it.
    committed.catch(() => abandon(connection));
    return;
  }
  const { command } = await committed;
  if (command === "ROLLBACK")
    throw new Error("A statement of this transaction failed and was ignored: nothing was saved.");
}

/** A connection in an unknown state is closed rather than used again. */
function abandon(connection: Connection): void {
  connection.lost = true;
}

/** A Drizzle database that runs each statement on its own, over whichever connection is free; transactions included. */
export function databaseOn(pool: Pool): Database {
  const run = async (text: string, params: unknown[], options: Options, asValues: boolean) => {
    const connection = await pool.acquire().promise;
    try {
      const query = send(connection, text, params, options);
      return await connection.orLost<unknown>(asValues ? query.values() : query.execute());
    } finally {
      pool.release(connection);
    }
  };
  return databaseOver({
    unsafe: (text: string, params: unknown[] = [], options: Options = {}): Pending => ({
      values: () => run(text, params, options, true),
      // biome-ignore lint/suspicious/noThenProperty: a query starts when it is awaited, as in postgres.js itself
      then: (ok, failed) => run(text, params, options, false).then(ok, failed),
    }),
    begin: <T>(fn: (handle: TransactionHandle) => Promise<T>) =>
      plainTransaction(pool, "read write", (_, handle) => fn(handle)),
  });
}

/** A transaction that enters no tenant. */
export const plainTransaction = <T>(
  pool: Pool,
  mode: Mode,
  fn: (db: Database, handle: TransactionHandle) => Promise<T>,
): Promise<T> => inTransaction(pool, mode, () => {}, "", fn);
