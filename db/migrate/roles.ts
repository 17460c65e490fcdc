import postgres, { type Sql, type TransactionSql } from "postgres";

type Urls = { adminUrl: string; migratorUrl: string; appUrl: string };

/**
 * Creates the database's roles and gives the two that log in their passwords. Idempotent.
 * `adminUrl` must be able to create roles and to grant on its database; without it, an administrator runs the same statements once.
 */
export async function ensureRoles({ adminUrl, migratorUrl, appUrl }: Urls): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('tenantry roles'))`;
      const existing = await tx<
        { name: string }[]
      >`select rolname as name from pg_roles where rolname like 'tenantry\_%'`;
      const has = new Set(existing.map((role) => role.name));
      for (const [role, options] of roles(migratorUrl, appUrl)) {
        await tx.unsafe(`${has.has(role) ? "alter" : "create"} role ${role} ${options}`);
      }
      await tx.unsafe("grant tenantry_search, tenantry_backup, pg_signal_backend to tenantry_migrator");
      // Nobody waits for ever behind a long write, such as an import: the kernel tells them to come again.
      await tx.unsafe("alter role tenantry_app set lock_timeout = '10s'");
      await grantOnDatabase(tx);
    });
  } finally {
    await sql.end();
  }
}

/** Who may do what with the current database itself. Runs as its owner or as an administrator. */
export async function grantOnDatabase(sql: Sql | TransactionSql): Promise<void> {
  const [row] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  await sql.unsafe(`
    grant connect, create, temporary on database ${row?.name} to tenantry_migrator;
    grant connect on database ${row?.name} to tenantry_app, tenantry_readonly, tenantry_backup;
    revoke temporary on database ${row?.name} from public`);
}

function roles(migratorUrl: string, appUrl: string): [string, string][] {
  const safe = "nosuperuser nocreatedb nocreaterole nobypassrls";
  return [
    // It creates the databases of tenants that have one of their own.
    [
      "tenantry_migrator",
      `login ${safe.replace("nocreatedb", "createdb")} password ${password(migratorUrl)}`,
    ],
    ["tenantry_app", `login ${safe} password ${password(appUrl)}`],
    ["tenantry_readonly", `nologin ${safe}`],
    ["tenantry_backup", `nologin ${safe}`],
    ["tenantry_search", `nologin ${safe}`],
  ];
}

function password(url: string): string {
  return `'${decodeURIComponent(new URL(url).password).replaceAll("'", "''")}'`;
}
