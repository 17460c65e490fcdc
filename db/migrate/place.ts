import postgres, { type Sql } from "postgres";
import { type Placement, urlOf } from "../placement";
import { prepareDatabase } from "./database";
import { readMigrations } from "./files";
import { grantOnDatabase } from "./roles";
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
 * kill at any step; of two at once for one place, the second waits.
 */
export async function preparePlace(placement: Placement): Promise<{ applied: number }> {
  if (placement.isolationLevel === "shared") return { applied: 0 };
  const isNew = placement.isolationLevel === "database" && (await createDatabase(placement));
  const sql = ownerOf(placement);
  try {
    await sql`select pg_advisory_lock(hashtext('tenantry migrations'), hashtext(${placement.schemaName}))`;
    if (placement.isolationLevel === "database") {
      if (isNew || !(await isPrepared(sql))) {
        await grantOnDatabase(sql);
        await prepareDatabase(sql);
      }
    }
    const applied = await migrateTenantSchema(sql, placement.schemaName, await readMigrations("tenant"));
    return { applied };
  } finally {
    await sql.end();
  }
}

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
  } finally {
    await sql.end();
  }
}

/** Creates the database of a place unless it is there; true when it did. */
async function createDatabase(placement: Placement): Promise<boolean> {
  const [created] = await onServer(placement, async (sql, name) => {
    const [found] = await sql`select from pg_database where datname = ${placement.databaseName}`;
    if (found) return [false];
    // Of two at once, one gets here second.
    await sql.unsafe(`create database ${name}`).catch((error) => {
      if (error.code !== "42P04" && error.code !== "23505") throw error;
    });
    return [true];
  });
  return created === true;
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

async function isPrepared(sql: Sql): Promise<boolean> {
  const [row] = await sql`select to_regclass('app.residents') is not null as there`;
  return row?.there === true;
}
