import postgres, { type Sql } from "postgres";
import { type Placement, urlOf } from "../placement";
import { beAlone } from "./alone";
import { prepareOwnDatabase } from "./database";
import { type Migration, readMigrations } from "./files";
import { OwnerConnection } from "./owner";
import { PATIENCE, type Patience, patiently } from "./patience";
import { migrateTenantSchema } from "./schema";

/** A connection to a place's database as the owner of its tables. The caller ends it. */
export const ownerOf = (placement: Placement): Sql =>
  postgres(urlOf(placement, "migrator"), {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "tenantry-migrator" },
  });

/**
 * Makes a place ready for a tenant: its database, its schema, tables of this version, policies and grants. Idempotent, also after a
 * kill at any step; of two at once for one place, the second waits. Answers the version that it is at.
 */
export async function preparePlace(placement: Placement): Promise<{ version: string | null }> {
  const migrations = await readMigrations("tenant");
  const version = migrations.at(-1)?.version ?? null;
  if (placement.isolationLevel === "shared") return { version };
  if (placement.isolationLevel === "database") await createDatabase(placement);
  await withPlace(placement, (sql) => bringUp(sql, placement, migrations, {}));
  return { version };
}

type Options = { patience?: Patience; onRetry?: (attempt: number) => void };

/**
 * Brings a place that is in use to this version; answers how many migrations that took.
 * @throws when it is not there: an empty one in its stead would hide that its rows are lost.
 */
export function migratePlace(
  placement: Placement,
  migrations: Migration[],
  options: Options,
): Promise<number> {
  return withPlace(placement, async (sql) => {
    const [there] = await sql`select from pg_namespace where nspname = ${placement.schemaName}`;
    if (!there) throw new Error(`its schema ${placement.schemaName} is not there: \`npm run db:check\`.`);
    return bringUp(sql, placement, migrations, options);
  });
}

const LONGEST_WAIT_MS = 60_000;

/** With the lock of the place, so that nobody else changes its tables. */
async function withPlace<T>(placement: Placement, work: (sql: Sql) => Promise<T>): Promise<T> {
  return new OwnerConnection(urlOf(placement, "migrator")).use(async (sql) => {
    await beAlone(sql, placement.schemaName, LONGEST_WAIT_MS);
    return work(sql);
  });
}

const bringUp = (
  sql: Sql,
  { isolationLevel, schemaName }: Placement,
  migrations: Migration[],
  { patience = PATIENCE, onRetry }: Options,
): Promise<number> =>
  patiently(
    sql,
    patience,
    async () => {
      if (isolationLevel === "database") await prepareOwnDatabase(sql);
      return migrateTenantSchema(sql, schemaName, migrations);
    },
    onRetry,
  );

/** Takes a place away, with all that is in it. The schema `shared` stays: its rows are deleted one tenant at a time. */
export async function dropPlace(placement: Placement): Promise<void> {
  if (placement.isolationLevel === "shared") return;
  if (placement.isolationLevel === "database") {
    await onServer(placement, (sql, name) => sql.unsafe(`drop database if exists ${name} with (force)`));
    return;
  }
  const sql = ownerOf(placement);
  try {
    await sql.unsafe(`drop schema if exists ${placement.schemaName} cascade`);
    await sql`delete from app.versions where name = ${placement.schemaName}`;
  } finally {
    await sql.end();
  }
}

async function createDatabase(placement: Placement): Promise<void> {
  await onServer(placement, async (sql, name) => {
    const [found] = await sql`select from pg_database where datname = ${placement.databaseName}`;
    if (found) return;
    // Of two at once, one gets here second.
    await sql.unsafe(`create database ${name}`).catch((error) => {
      if (error.code !== "42P04" && error.code !== "23505") throw error;
    });
  });
}

/** From the installation's own database, or from `postgres` on another server: nobody can be in what is created or dropped. */
async function onServer<T>(
  placement: Placement,
  work: (sql: Sql, quotedName: string) => Promise<T>,
): Promise<T> {
  const name = placement.databaseName;
  if (!name || !/^[A-Za-z0-9_-]+$/.test(name)) throw new Error("A place of its own names a database.");
  const databaseName = placement.host || placement.port ? "postgres" : null;
  const sql = ownerOf({ ...placement, databaseName });
  try {
    return await work(sql, `"${name}"`);
  } finally {
    await sql.end();
  }
}
