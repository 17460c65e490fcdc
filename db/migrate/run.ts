import postgres, { type Sql, type TransactionSql } from "postgres";
import { type Migration, readAppFunctions, readMigrations } from "./files";
import { ensureRoles } from "./roles";

export type CatalogueEntry = { name: string; resource: string; action: string; description: string };

export type MigrateOptions = {
  /** Able to create roles. Without it the roles must exist. */
  adminUrl?: string;
  migratorUrl: string;
  appUrl: string;
  /** The catalogue of permissions, written to `control.permissions`. */
  catalogue: CatalogueEntry[];
  log?: (line: string) => void;
};

/**
 * Brings the control plane and the schema `shared` to this version: roles, functions, tables, policies, partitions.
 * Two runners at once are safe (an advisory lock), and a run that was killed is finished by the next one.
 * @throws when a migration that was applied has been edited since.
 */
export async function migrateAll(options: MigrateOptions): Promise<{ applied: number }> {
  if (options.adminUrl) await ensureRoles({ ...options, adminUrl: options.adminUrl });
  const sql = postgres(options.migratorUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('tenantry migrations'))`;
    await prepareApp(sql);
    const applied =
      (await migrateSchema(sql, "control", await readMigrations("control"), options.log)) +
      (await migrateSchema(sql, "shared", await readMigrations("tenant"), options.log));
    await secureControl(sql);
    await sql`select app.ensure_partitions('control', 'platform_audit_logs')`;
    await fillCatalogue(sql, options.catalogue);
    await secureTenantSchema(sql, "shared");
    return { applied };
  } finally {
    await sql.end();
  }
}

async function prepareApp(sql: Sql): Promise<void> {
  await sql.unsafe(
    "create schema if not exists extensions; create extension if not exists btree_gin schema extensions",
  );
  await sql.unsafe("create schema if not exists app; grant usage on schema app to public");
  await sql.unsafe("grant create on schema app to tenantry_search");
  await sql.unsafe(await readAppFunctions());
  await sql.unsafe("alter function app.search_ids(text, text, integer) owner to tenantry_search");
}

/** Applies what is missing in one schema, each migration in its own transaction, and keeps the ledger inside that schema. */
async function migrateSchema(
  sql: Sql,
  schema: string,
  migrations: Migration[],
  log = (_: string) => {},
): Promise<number> {
  await sql.unsafe(`create schema if not exists ${schema}`);
  await sql.unsafe(
    `create table if not exists ${schema}.schema_migrations (version text primary key, hash text not null, applied_at timestamptz not null default now())`,
  );
  const rows = await sql<
    { version: string; hash: string }[]
  >`select version, hash from ${sql(schema)}.schema_migrations`;
  const done = new Map(rows.map((row) => [row.version, row.hash]));
  const missing = migrations.filter((migration) => !done.has(migration.version));
  for (const { version, hash } of migrations) {
    if (done.has(version) && done.get(version) !== hash) {
      throw new Error(
        `Migration ${version} was edited after it had been applied to ${schema}: write a new one instead.`,
      );
    }
  }
  for (const migration of missing) {
    await sql.begin((tx) => apply(tx, schema, migration));
    log(`${schema}: ${migration.version}`);
  }
  return missing.length;
}

async function apply(
  tx: TransactionSql,
  schema: string,
  { version, hash, statements }: Migration,
): Promise<void> {
  await tx.unsafe(`set local search_path to ${schema}, extensions`);
  await tx.unsafe("set local lock_timeout to '5s'");
  for (const statement of statements) {
    if (!/^\s*CREATE SCHEMA "control"/i.test(statement)) await tx.unsafe(statement);
  }
  await tx`insert into ${tx(schema)}.schema_migrations (version, hash) values (${version}, ${hash})`;
}

async function secureTenantSchema(sql: Sql, schema: string): Promise<void> {
  await sql`select app.ensure_partitions(${schema}, 'audit_logs')`;
  await sql`select app.secure_tables(${schema})`;
}

async function secureControl(sql: Sql): Promise<void> {
  // Partitions get no grants of their own: rows are reached through the parent alone.
  await sql.unsafe(`
    grant usage on schema control to tenantry_app, tenantry_backup;
    do $$ declare t text; begin
      for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'control' and c.relkind in ('r', 'p') and not c.relispartition
      loop
        execute format('grant select, insert, update, delete on control.%I to tenantry_app', t);
        execute format('grant select on control.%I to tenantry_backup', t);
      end loop;
    end $$;
    revoke insert, update, delete on control.permissions, control.schema_migrations from tenantry_app;
    revoke update, delete on control.platform_audit_logs from tenantry_app`);
}

async function fillCatalogue(sql: Sql, catalogue: CatalogueEntry[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`insert into control.permissions ${tx(catalogue, "name", "resource", "action", "description")}
      on conflict (name) do update set description = excluded.description`;
    await tx`delete from control.permissions where name <> all(${catalogue.map((entry) => entry.name)})`;
  });
}
