import type { Sql, TransactionSql } from "postgres";
import type { Migration } from "./files";

/** Months of partitions that a schema begins with: one of a single tenant gets few, since every table of it costs memory. */
const MONTHS = { shared: 12, own: 2 };

/** Applies what is missing in a tenant schema, then partitions, policies and grants. Answers how many migrations that took. */
export async function migrateTenantSchema(
  sql: Sql,
  schema: string,
  migrations: Migration[],
  log?: (line: string) => void,
): Promise<number> {
  const applied = await migrateSchema(sql, schema, migrations, log);
  const months = schema === "shared" ? MONTHS.shared : MONTHS.own;
  await sql`select app.ensure_partitions(${schema}, 'audit_logs', ${months})`;
  await sql`select app.secure_tables(${schema})`;
  return applied;
}

/**
 * Applies what is missing in one schema, each migration in its own transaction, and keeps the ledger inside that schema.
 * @throws when a migration that was applied has been edited since.
 */
export async function migrateSchema(
  sql: Sql,
  schema: string,
  migrations: Migration[],
  log = (_: string) => {},
): Promise<number> {
  await sql.unsafe(`create schema if not exists ${schema}`);
  await sql.unsafe(
    `create table if not exists ${schema}.schema_migrations (version text primary key, hash text not null, applied_at timestamptz not null default now())`,
  );
  const missing = await missingIn(sql, schema, migrations);
  for (const migration of missing) {
    await sql.begin((tx) => apply(tx, schema, migration));
    log(`${schema}: ${migration.version}`);
  }
  return missing.length;
}

async function missingIn(sql: Sql, schema: string, migrations: Migration[]): Promise<Migration[]> {
  const rows = await sql<
    { version: string; hash: string }[]
  >`select version, hash from ${sql(schema)}.schema_migrations`;
  const done = new Map(rows.map((row) => [row.version, row.hash]));
  for (const { version, hash } of migrations) {
    if (done.has(version) && done.get(version) !== hash) {
      throw new Error(
        `Migration ${version} was edited after it had been applied to ${schema}: write a new one instead.`,
      );
    }
  }
  return migrations.filter((migration) => !done.has(migration.version));
}

async function apply(
  tx: TransactionSql,
  schema: string,
  { version, hash, statements }: Migration,
): Promise<void> {
  await tx.unsafe(`set local search_path to ${schema}, extensions`);
  await tx.unsafe("set local lock_timeout to '5s'");
  const wanted = statements.filter((statement) => !/^\s*CREATE SCHEMA "control"/i.test(statement));
  // In one message: a schema has some two hundred statements, and each round trip counts when somebody waits for a new one.
  await tx.unsafe(wanted.join(";\n"));
  await tx`insert into ${tx(schema)}.schema_migrations (version, hash) values (${version}, ${hash})`;
}
