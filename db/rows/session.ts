import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Options, type Sql, type TransactionSql } from "postgres";
import { ConnectionLost } from "../client";
import { type Placement, urlOf } from "../placement";
import { codeOf } from "../refusals";

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

const CONNECT_MS = 5000;

/**
 * One connection to a place's database as the owner of its tables, for work on all rows of a tenant; for reading alone, the
 * application's login does too. Once it is lost it stays lost: its locks and its snapshot are gone, so nothing may go on over another one.
 */
export class OwnerSession {
  private readonly client: Sql;
  private isLost = false;
  private reject: (error: Error) => void = () => {};
  private readonly whenLost = new Promise<never>((_, reject) => {
    this.reject = reject;
  });

  private constructor(url: string) {
    this.whenLost.catch(() => {});
    let isOpen = false;
    this.client = postgres(url, {
      max: 1,
      idle_timeout: undefined,
      max_lifetime: null,
      connection: { application_name: "tenantry-owner" },
      onnotice: () => {},
      onclose: () => {
        this.isLost = true;
        this.reject(new ConnectionLost());
      },
      socket: async ({ host, port }: { host: string[]; port: number[] }) => {
        if (isOpen) throw new ConnectionLost();
        isOpen = true;
        return openSocket(host[0], port[0]);
      },
    } as Options<Record<string, never>>);
    // Drizzle parses dates itself, and tells the client not to.
    drizzle(this.client);
  }

  /** @throws the driver's error when the database cannot be reached within 5 s */
  static async open(placement: Placement, login: "app" | "migrator" = "migrator"): Promise<OwnerSession> {
    const session = new OwnerSession(urlOf(placement, login));
    try {
      await session.sql`select 1`;
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  get sql(): Sql {
    if (this.isLost) throw new ConnectionLost();
    return this.client;
  }

  /** Settles with `work`, or rejects once the connection is lost: some of its queries then never settle. */
  orLost<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.whenLost]);
  }

  /** Everything that `fn` reads is the state of one moment. */
  snapshot<T>(tenantId: string, fn: (tx: OwnerTx) => Promise<T>): Promise<T> {
    return this.inTenant("isolation level repeatable read read only", tenantId, fn);
  }

  write<T>(tenantId: string, fn: (tx: OwnerTx) => Promise<T>): Promise<T> {
    return this.inTenant("read write", tenantId, fn);
  }

  async close(): Promise<void> {
    await this.client.end({ timeout: 0 });
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

/** The end of a COPY is a small packet behind others: with a delay it would wait 40 ms for their acknowledgement. */
async function openSocket(host = "localhost", port = 5432): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(CONNECT_MS) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw codeOf(error) === "ABORT_ERR" ? new Error("it did not answer within 5 s") : error;
  }
}
