import { randomBytes } from "node:crypto";
import postgres from "postgres";

/** The addresses of one database for its administrator, the owner of the tables and the app. */
export type Urls = { adminUrl: string; migratorUrl: string; appUrl: string };

/** The same server and database for another login. */
export function urlFor(url: string, login: { user: string; password: string }): string {
  const changed = new URL(url);
  changed.username = login.user;
  changed.password = login.password;
  return changed.href;
}

/** The same server and login on another database. */
export function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Creates the database unless it exists. */
export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  await withServer(adminUrl, async (sql) => {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  });
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withServer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

/**
 * A new database on a server of the tests. The two passwords are the same for all of them, because roles belong
 * to the whole server and its databases are used side by side.
 */
export async function createTestDatabase(
  serverUrl: string,
  label: string,
): Promise<Urls & { drop(): Promise<void> }> {
  const name = `tenantry_${label}_${randomBytes(4).toString("hex")}`;
  await createDatabase(serverUrl, name);
  const adminUrl = onDatabase(serverUrl, name);
  return {
    adminUrl,
    migratorUrl: urlFor(adminUrl, { user: "tenantry_migrator", password: "migrator-of-the-tests" }),
    appUrl: urlFor(adminUrl, { user: "tenantry_app", password: "app-of-the-tests" }),
    drop: () => dropDatabase(serverUrl, name),
  };
}

async function withServer(adminUrl: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
