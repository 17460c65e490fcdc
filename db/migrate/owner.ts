import postgres, { type Sql } from "postgres";
import { ConnectionLost } from "../client";

/**
 * One connection as the owner of the tables, for one piece of work. postgres.js replaces a lost connection without a word, and leaves some of its
 * queries unanswered; the new one holds none of the locks. So what runs over a lost one is over.
 */
export class OwnerConnection {
  readonly sql: Sql;
  private lost = false;
  private readonly whenLost: Promise<never>;

  constructor(url: string) {
    let reject: (error: Error) => void = () => {};
    this.whenLost = new Promise<never>((_, no) => {
      reject = no;
    });
    this.whenLost.catch(() => {});
    this.sql = postgres(url, {
      max: 1,
      idle_timeout: undefined,
      max_lifetime: null,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: "tenantry-migrator" },
      onclose: () => {
        this.lost = true;
        reject(new ConnectionLost());
      },
    });
  }

  /** Does `work`, and closes the connection. @throws what it throws, or ConnectionLost. */
  async use<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    try {
      return await Promise.race([work(this.sql), this.whenLost]);
    } finally {
      await this.sql.end({ timeout: 5 });
    }
  }

  /** @throws ConnectionLost when somebody else may hold its locks by now. */
  assertAlive(): void {
    if (this.lost) throw new ConnectionLost();
  }
}

/** A transaction on a client with one connection. Unlike `sql.begin` it sends nothing over one that the server has closed. */
export async function transaction<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.unsafe("begin");
  try {
    const result = await work();
    await sql.unsafe("commit");
    return result;
  } catch (error) {
    if (!isFatal(error)) await sql.unsafe("rollback");
    throw error;
  }
}

const isFatal = (error: unknown): boolean =>
  (error as { severity?: string } | null)?.severity === "FATAL" || error instanceof ConnectionLost;
