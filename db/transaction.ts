import { DrizzleQueryError } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import type { Pool } from "./client";

type Options = { prepare?: boolean };
type Pending = PromiseLike<unknown> & { values: () => Promise<unknown> };

const LOST = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNRESET",
  "EPIPE",
]);

/**
 * One transaction's connection, as Drizzle's postgres.js session uses it (`unsafe`, `savepoint`), which refuses to be used
 * once the transaction is over.
 *
 * postgres.js (3.4) replaces a lost connection under a running transaction: later queries of its callback, and the COMMIT or
 * ROLLBACK that follows it, would then run inside the transaction of whoever has the connection next. So a handle is dead from
 * the moment its connection is lost, and a dead callback is never settled (see `settle`).
 */
export class TransactionHandle {
  private state: "open" | "over" | "lost" = "open";
  private closuresSeen: number;

  constructor(
    private readonly pool: Pool,
    private readonly check: (text: string, params: readonly unknown[]) => void,
    private readonly live: TransactionSql,
  ) {
    this.closuresSeen = pool.closures;
  }

  get isOpen(): boolean {
    return this.state === "open";
  }

  unsafe(text: string, params: unknown[] = [], options: Options = {}): Pending {
    this.assertOpen();
    this.check(text, params);
    const start = async (asValues: boolean): Promise<unknown> => {
      await this.settleClosures();
      this.assertOpen();
      // Prepared by default: an unprepared statement with parameters costs a second round trip.
      const query = this.live.unsafe(text, params as never[], { ...options, prepare: true });
      query.catch((error: { code?: string; severity_local?: string }) => {
        if (LOST.has(error.code ?? "") || error.severity_local === "FATAL") this.lose();
      });
      return asValues ? query.values() : query;
    };
    // biome-ignore lint/suspicious/noThenProperty: a query starts when it is awaited, as in postgres.js itself
    return { values: () => start(true), then: (ok, failed) => start(false).then(ok, failed) };
  }

  savepoint<T>(fn: (nested: TransactionHandle) => Promise<T>): Promise<T> {
    this.assertOpen();
    return this.live.savepoint((sql) =>
      this.settle(fn(new TransactionHandle(this.pool, this.check, sql as TransactionSql))),
    ) as Promise<T>;
  }

  /** The callback's outcome for postgres.js, which commits or rolls back next. Never settles when the connection is gone, so that
   * it sends nothing more; refuses from here on whatever the callback left running. */
  async settle<T>(outcome: Promise<T>): Promise<T> {
    await Promise.allSettled([outcome]);
    await this.settleClosures();
    if (this.state === "lost") return new Promise<never>(() => {});
    this.close();
    return outcome;
  }

  lose(): void {
    this.state = "lost";
  }

  close(): void {
    if (this.state === "open") this.state = "over";
  }

  /** When any connection of the pool was lost meanwhile, waits until postgres.js has told whether it was this one. */
  private async settleClosures(): Promise<void> {
    if (this.closuresSeen === this.pool.closures) return;
    this.closuresSeen = this.pool.closures;
    await new Promise((resolve) => setImmediate(resolve));
  }

  private assertOpen(): void {
    if (this.state === "over")
      throw new Error("This transaction is over: its handle was kept and used after it ended.");
    if (this.state === "lost")
      throw new Error("This transaction lost its connection: nothing of it was saved.");
  }
}

/**
 * Runs `fn` in a transaction of the pool.
 * @throws what `fn` throws, after a rollback; postgres.js's error when the connection was lost, after which nothing was saved.
 */
export async function inTransaction<T>(
  pool: Pool,
  mode: "read only" | "read write",
  check: (text: string, params: readonly unknown[]) => void,
  fn: (handle: TransactionHandle, sql: TransactionSql) => Promise<T>,
): Promise<T> {
  let handle: TransactionHandle | undefined;
  try {
    return (await pool.sql.begin(mode, (sql) => {
      const opened = new TransactionHandle(pool, check, sql);
      handle = opened;
      return opened.settle(fn(opened, sql));
    })) as T;
  } catch (error) {
    handle?.lose();
    // Drizzle's wrapper repeats the statement and its parameters, which belong in no log.
    throw error instanceof DrizzleQueryError && error.cause ? error.cause : error;
  } finally {
    handle?.close();
  }
}
