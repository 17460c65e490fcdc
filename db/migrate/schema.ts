import type { Sql } from "postgres";
import { codeOf } from "../refusals";
import { recordVersion } from "./database";
import { type Migration, readAppFunctions } from "./files";
import { checkNewKeys, keysBefore } from "./foreign-keys";
import { buildOutside } from "./outside";
import { transaction } from "./owner";

/** Months of partitions that a schema begins with: one of a single tenant gets few, since every table of it costs memory. */
export const MONTHS = { shared: 12, own: 2 };

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
  await recordVersion(sql, schema, (await readAppFunctions()).hash);
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
  const rows = await sql<Applied[]>`select version, hash from ${sql(schema)}.schema_migrations`;
  const missing = missingIn(schema, rows, migrations);
  const isNew = rows.length === 0;
  for (const migration of missing) {
    await applyOne(sql, schema, isNew ? atOnce(migration) : migration);
    log(`${schema}: ${migration.version}`);
  }
  return missing.length;
}

/** In a schema that nobody uses yet, an index is built at once: CONCURRENTLY would wait for all that goes on in the database. */
const atOnce = (migration: Migration): Migration => ({
  ...migration,
  statements: migration.statements.map((statement) =>
    statement.replace(/\bINDEX\s+CONCURRENTLY\b/i, "INDEX"),
  ),
  inTransaction: true,
});

/** A line of a schema's ledger. */
export type Applied = { version: string; hash: string };

/** The migrations that a ledger does not have. @throws when one that it has was edited since. */
export function missingIn(schema: string, ledger: Applied[], migrations: Migration[]): Migration[] {
  const done = new Map(ledger.map((row) => [row.version, row.hash]));
  for (const { version, hash } of migrations) {
    if (done.has(version) && done.get(version) !== hash) {
      throw new Error(
        `Migration ${version} was edited after it had been applied to ${schema}: write a new one instead.`,
      );
    }
  }
  return migrations.filter((migration) => !done.has(migration.version));
}

async function applyOne(sql: Sql, schema: string, migration: Migration): Promise<void> {
  const { version, hash, inTransaction } = migration;
  try {
    if (!inTransaction) await buildOutside(sql, schema, migration);
    await transaction(sql, async () => {
      if (inTransaction) await runStatements(sql, schema, migration);
      await sql`insert into ${sql(schema)}.schema_migrations (version, hash) values (${version}, ${hash})`;
    });
  } catch (error) {
    throw new MigrationFailed(version, error);
  }
}

/** The statements of one migration, in the transaction of the caller. */
export async function runStatements(sql: Sql, schema: string, { statements }: Migration): Promise<void> {
  const before = await keysBefore(sql, schema);
  await sql.unsafe(`set local search_path to ${schema}, extensions`);
  const wanted = statements.filter((statement) => !/^\s*CREATE SCHEMA "control"/i.test(statement));
  // In one message: a schema has some two hundred statements, and each round trip counts when somebody waits for a new one.
  await sql.unsafe(wanted.join(";\n"));
  await checkNewKeys(sql, schema, before);
}

/** Names the migration that failed; `code` stays PostgreSQL's. */
class MigrationFailed extends Error {
  readonly code: string | undefined;
  constructor(version: string, cause: unknown) {
    super(`${version}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.code = codeOf(cause);
  }
}
