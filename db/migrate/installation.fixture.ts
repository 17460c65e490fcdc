import postgres, { type Sql } from "postgres";
import { dropMade } from "@/db/factories/level";
import { makeTenant } from "@/db/factories/tenants";
import { env } from "@/lib/env";
import { permissions } from "@/lib/rbac/permissions";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { createTestDatabase, type Urls } from "@/scripts/lib/database";
import type { IsolationLevel } from "../placement";
import { closePool } from "../pools";
import { type Migration, parseMigration, readMigrations } from "./files";
import type { Patience } from "./patience";
import { type MigrateOptions, migrateAll } from "./run";

/** Waits short enough for a test, and often enough for a slow machine. */
export const QUICK: Patience = { lockTimeoutMs: 100, attempts: 5, pauseMs: 20 };

/** An installation of its own, with a control plane that no other test sees; the settings of this process name it until it is closed. */
export class Installation {
  private constructor(
    readonly urls: Urls & { drop(): Promise<void> },
    /** As an administrator. */
    readonly sql: Sql,
    private readonly settings: { DATABASE_URL: string; MIGRATOR_DATABASE_URL?: string },
  ) {}

  static async open(label: string): Promise<Installation> {
    const urls = await createTestDatabase(env.ADMIN_DATABASE_URL ?? "", label);
    const { DATABASE_URL, MIGRATOR_DATABASE_URL } = env;
    await closePool();
    Object.assign(env, { DATABASE_URL: urls.appUrl, MIGRATOR_DATABASE_URL: urls.migratorUrl });
    const sql = postgres(urls.adminUrl, { max: 2, onnotice: () => {} });
    const installation = new Installation(urls, sql, { DATABASE_URL, MIGRATOR_DATABASE_URL });
    await installation.migrate();
    return installation;
  }

  /** Runs the migrations of the product and `more` over all tenants. */
  async migrate(more: Migration[] = [], options: Partial<MigrateOptions> = {}) {
    return migrateAll({
      migratorUrl: this.urls.migratorUrl,
      adminUrl: this.urls.adminUrl,
      appUrl: this.urls.appUrl,
      catalogue: [...permissions],
      migrations: await this.migrations(more),
      patience: QUICK,
      ...options,
    });
  }

  async migrations(more: Migration[]): Promise<{ control: Migration[]; tenant: Migration[] }> {
    const [control, tenant] = [await readMigrations("control"), await readMigrations("tenant")];
    return { control, tenant: [...tenant, ...more] };
  }

  /** Tenants at these levels, in the order in which a run comes to them. */
  async tenants(...levels: IsolationLevel[]): Promise<ProvisionedTenant[]> {
    const made: ProvisionedTenant[] = [];
    for (const isolationLevel of levels) made.push(await makeTenant({ isolationLevel }));
    return made;
  }

  /** Which tenants have a column. */
  async having(column: string, tenants: ProvisionedTenant[]): Promise<string[]> {
    const found: string[] = [];
    for (const { slug, placement } of tenants) {
      await this.inPlace(placement.databaseName, async (sql) => {
        const [there] = await sql`select from information_schema.columns
          where table_schema = ${placement.schemaName} and table_name = 'deals' and column_name = ${column}`;
        if (there) found.push(slug);
      });
    }
    return found;
  }

  /** As an administrator, in the installation's database or in a tenant's own. */
  async inPlace<T>(databaseName: string | null, work: (sql: Sql) => Promise<T>): Promise<T> {
    if (!databaseName) return work(this.sql);
    const url = new URL(this.urls.adminUrl);
    url.pathname = `/${databaseName}`;
    const sql = postgres(url.href, { max: 1, onnotice: () => {} });
    try {
      return await work(sql);
    } finally {
      await sql.end();
    }
  }

  /** Takes away the tenants that a test made. */
  async clear(): Promise<void> {
    await dropMade();
    await this.sql`delete from control.placements where isolation_level <> 'shared'`;
  }

  async close(): Promise<void> {
    await dropMade();
    await closePool();
    await this.sql.end();
    Object.assign(env, this.settings);
    await this.urls.drop();
  }
}

/** A migration of the tests. */
export const migration = (version: string, ...statements: string[]): Migration =>
  parseMigration(version, statements.join(";--> statement-breakpoint\n"));
