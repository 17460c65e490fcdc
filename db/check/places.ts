import type { Sql } from "postgres";
import { versionsIn } from "../migrate/database";
import { type Migration, readAppFunctions } from "../migrate/files";
import type { ResidentState } from "../migrate/residents";
import { type Finding, finding } from "./catalog";
import type { Known, Registry } from "./known";

/** The schemas of tenants in one database. */
export async function tenantSchemas(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace where nspname ~ '^tenant_[0-9a-f]{32}$' order by nspname`;
  return rows.map(({ name }) => name);
}

/** Places without a schema, and schemas without a place. `here` are the tenants of this database. */
export function checkSchemas(schemas: string[], here: Known[], { ofMoves }: Registry): Finding[] {
  const accounted = new Set(
    [...here.map(({ placement }) => placement), ...ofMoves].map((one) => one.schemaName),
  );
  return [
    ...here
      .filter(({ state, placement }) => state === "ready" && placement.schemaName !== "shared")
      .filter(({ placement }) => !schemas.includes(placement.schemaName))
      .map(({ slug, placement }) =>
        finding(
          "places",
          placement.schemaName,
          `the schema of ${slug} is missing. Restore it from a backup.`,
        ),
      ),
    ...schemas
      .filter((name) => !accounted.has(name))
      .map((name) =>
        finding("places", name, "the schema belongs to no tenant. Something was killed: drop it."),
      ),
  ];
}

/** Databases of tenants on the installation's server that no place names. */
export async function checkDatabases(sql: Sql, { tenants, ofMoves }: Registry): Promise<Finding[]> {
  const rows = await sql<{ name: string }[]>`
    select datname as name from pg_database
     where starts_with(datname, left(current_database(), 30) || '_') and datname ~ '_[0-9a-f]{32}$' order by datname`;
  const places = [...tenants.map(({ placement }) => placement), ...ofMoves];
  const accounted = new Set(places.map(({ databaseName }) => databaseName));
  return rows
    .filter(({ name }) => !accounted.has(name))
    .map(({ name }) =>
      finding("places", name, "the database belongs to no tenant. Something was killed: drop it."),
    );
}

type Resident = { tenantId: string; schemaName: string; epoch: number; state: ResidentState };

/** The list of residents says what the control plane says. */
export async function checkResidents(
  sql: Sql,
  where: string,
  here: Known[],
  { tenants }: Registry,
): Promise<Finding[]> {
  const rows = await sql<Resident[]>`
    select tenant_id as "tenantId", schema_name as "schemaName", epoch, state from app.residents order by tenant_id`;
  const residents = new Map(rows.map((row) => [row.tenantId, row]));
  const known = new Map(tenants.map((tenant) => [tenant.tenantId, tenant]));
  const placed = new Set(here.map(({ tenantId }) => tenantId));
  const say = (what: string) => finding("residents", `${where}: app.residents`, what);
  return [
    ...here
      .filter(({ state, isMoving }) => state === "ready" && !isMoving)
      .flatMap((tenant) => disagreement(tenant, residents.get(tenant.tenantId)).map(say)),
    ...rows
      // A tenant that has moved away is told so here.
      .filter(
        ({ tenantId, state }) => state !== "moved" && !placed.has(tenantId) && !known.get(tenantId)?.isMoving,
      )
      .map(({ tenantId, state }) =>
        say(`${known.get(tenantId)?.slug ?? `tenant ${tenantId}`} is ${state} here, and has no place here.`),
      ),
  ];
}

function disagreement({ slug, placement }: Known, resident: Resident | undefined): string[] {
  if (!resident) return [`${slug} is not in it, so nobody gets in.`];
  const { schemaName, epoch, state } = resident;
  if (schemaName !== placement.schemaName || epoch !== placement.epoch) {
    return [
      `${slug} is in ${schemaName} at epoch ${epoch}, but the control plane says ${placement.schemaName} at epoch ${placement.epoch}.`,
    ];
  }
  return state === "open" ? [] : [`${slug} is ${state}, though it is not being moved.`];
}

/** The ledger of a schema has the migrations of this version, and no others. */
export async function checkLedger(sql: Sql, schema: string, migrations: Migration[]): Promise<Finding[]> {
  const where = `${schema}.schema_migrations`;
  const say = (what: string) => finding("versions", where, what);
  const [there] = await sql`select from (select 1) one where to_regclass(${where}) is not null`;
  if (!there) return [say("the ledger is missing. Run the migrations.")];
  const rows = await sql<{ version: string; hash: string }[]>`
    select version, hash from ${sql(schema)}.schema_migrations order by version`;
  const applied = new Map(rows.map(({ version, hash }) => [version, hash]));
  const ours = new Set(migrations.map(({ version }) => version));
  return [
    ...migrations.flatMap(({ version, hash }) => {
      if (!applied.has(version)) return [say(`${version} is missing. Run the migrations.`)];
      return applied.get(version) === hash ? [] : [say(`${version} was edited after it had been applied.`)];
    }),
    ...rows
      .filter(({ version }) => !ours.has(version))
      .map(({ version }) =>
        say(`${version} is none of this version's: the database is newer than the code.`),
      ),
  ];
}

/** The functions of `app` are those of this version. */
export async function checkFunctions(sql: Sql, where: string): Promise<Finding[]> {
  const { hash } = await readAppFunctions();
  if ((await versionsIn(sql)).get("functions") === hash) return [];
  return [finding("versions", `${where}: app`, "its functions are of another version. Run the migrations.")];
}
