import type { Sql, TransactionSql } from "postgres";
import { Connection, ConnectionLost } from "../client";
import { type Placement, urlOf } from "../placement";

/** A transaction of a place's owner inside one tenant. */
export type OwnerTx = TransactionSql;

/** How values are written as text, whatever a server or a database has as its default: hashes of rows compare these texts. */
const PINNED = {
  timezone: "UTC",
  datestyle: "ISO, MDY",
  intervalstyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  jit: "off",
};

/**
 * One connection to a place's database as the owner of its tables, for work on all rows of a tenant; for reading alone, the
 * application's login does too. Once it is lost it stays lost: its locks and its snapshot are gone, so nothing may go on over another one.
 */
export class OwnerSession {
  private constructor(private readonly connection: Connection) {}

  /** @throws the driver's error when the database cannot be reached within 5 s */
  static async open(placement: Placement, login: "app" | "migrator" = "migrator"): Promise<OwnerSession> {
    const session = new OwnerSession(new Connection(urlOf(placement, login), 5));
    try {
      await session.sql`select 1`;
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  get sql(): Sql {
    if (this.connection.lost) throw new ConnectionLost();
    return this.connection.sql;
  }

  /** Settles with `work`, or rejects once the connection is lost. */
  orLost<T>(work: Promise<T>): Promise<T> {
    return this.connection.orLost(work);
  }

  /** Everything that `fn` reads is the state of one moment. */
  snapshot<T>(tenantId: string, fn: (tx: OwnerTx) => Promise<T>): Promise<T> {
    return this.inTenant("isolation level repeatable read read only", tenantId, fn);
  }

  write<T>(tenantId: string, fn: (tx: OwnerTx) => Promise<T>): Promise<T> {
    return this.inTenant("read write", tenantId, fn);
  }

  async close(): Promise<void> {
    await this.connection.sql.end({ timeout: 0 });
  }

  private inTenant<T>(mode: string, tenantId: string, fn: (tx: OwnerTx) => Promise<T>): Promise<T> {
    const work = this.sql.begin(mode, async (tx) => {
      const settings = { ...PINNED, "app.tenant_id": tenantId };
      await tx`select set_config(key, value, true) from json_each_text(${JSON.stringify(settings)}::text::json)`;
      return fn(tx);
    });
    return this.orLost(work as Promise<T>);
  }
}
