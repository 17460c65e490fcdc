import { existsSync } from "node:fs";
import postgres from "postgres";
import { type Env, parseEnv } from "@/lib/env-schema";
import { type Urls, urlFor } from "./database";
import { startEmbedded } from "./embedded";
import { type Place, readSecrets } from "./place";
import { note } from "./steps";
import { codeOf, Told } from "./told";

/** Where the product's tables are, as far as we were given the logins for it. */
export type Database = {
  label: string;
  embedded: boolean;
  urls: Omit<Urls, "adminUrl"> & { adminUrl?: string };
};

/** Reads `.env`; what the shell has set already stands. */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

/** The database that DATABASE_URL names or, without it, the embedded one, which this starts. */
export async function openDatabase(place: Place): Promise<Database> {
  const given = process.env.DATABASE_URL;
  if (!given) {
    const urls = await startEmbedded(place);
    return { urls, embedded: true, label: `PostgreSQL ${(await whois(urls.adminUrl)).version}` };
  }
  const { version, mayCreateRoles } = await whois(given);
  const label = `PostgreSQL ${version} at ${new URL(given).host}`;
  const migratorUrl = process.env.MIGRATOR_DATABASE_URL;
  if (mayCreateRoles) {
    // An administrator passes every policy: the app must never run as one.
    note("DATABASE_URL is an administrator's login: the app itself signs in as tenantry_app.");
    const secrets = readSecrets(place.folder);
    const urls = {
      adminUrl: given,
      migratorUrl: migratorUrl ?? urlFor(given, { user: "tenantry_migrator", password: secrets.migrator }),
      appUrl: urlFor(given, { user: "tenantry_app", password: secrets.app }),
    };
    return { urls, embedded: false, label };
  }
  if (!migratorUrl) {
    throw new Told(
      "DATABASE_URL is the app's login, which owns no tables: set MIGRATOR_DATABASE_URL to the login that does.",
    );
  }
  const adminUrl = process.env.ADMIN_DATABASE_URL || undefined;
  return { urls: { adminUrl, migratorUrl, appUrl: given }, embedded: false, label };
}

async function whois(url: string): Promise<{ version: string; mayCreateRoles: boolean }> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await sql<{ version: string; mayCreateRoles: boolean }[]>`
      select split_part(current_setting('server_version'), ' ', 1) as version,
             rolsuper or rolcreaterole as "mayCreateRoles" from pg_roles where rolname = current_user`;
    if (!row) throw new Error("no such role");
    return row;
  } catch (error) {
    const reason = error instanceof Error ? error.message || codeOf(error) : String(error);
    throw new Told(`The database at ${new URL(url).host} cannot be used (${reason}): check DATABASE_URL.`);
  } finally {
    await sql.end();
  }
}

/** Checks the settings that need no database, before anything is started. */
export function checkSettings(): Env {
  try {
    return parseEnv({
      ...process.env,
      DATABASE_URL: process.env.DATABASE_URL || "postgres://comes-later",
      SECRET: process.env.SECRET || "comes-later-with-the-data-folder",
    });
  } catch (error) {
    throw new Told(error instanceof Error ? error.message : String(error));
  }
}

/** Puts the settings of this run where `lib/env.ts` and the web server read them. */
export function settle(place: Place, database: Database): void {
  if (!process.env.SECRET) {
    if (!database.embedded) note(`SECRET is not set: using the one kept in ${place.folder}/secrets.json.`);
    process.env.SECRET = readSecrets(place.folder).secret;
  }
  // The middleware reads these two where `lib/env.ts` cannot run.
  const { APP_HOST, TRUSTED_PROXY } = checkSettings();
  Object.assign(process.env, { APP_HOST, TRUSTED_PROXY: String(TRUSTED_PROXY) });
  process.env.DATABASE_URL = database.urls.appUrl;
  process.env.MIGRATOR_DATABASE_URL = database.urls.migratorUrl;
  if (database.urls.adminUrl) process.env.ADMIN_DATABASE_URL = database.urls.adminUrl;
}
