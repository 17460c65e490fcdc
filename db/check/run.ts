import postgres, { type Sql } from "postgres";
import { readMigrations } from "../migrate/files";
import {
  checkForeignKeys,
  checkMoments,
  checkOrphans,
  checkPresence,
  type Finding,
  finding,
} from "./catalog";
import { controlTables, tenantTables } from "./expected";
import { checkAuditGrants, checkControlTables, checkRolesAndCode, checkTenantTables } from "./isolation";
import { databaseOf, type Known, MAIN, ownersUrl, type Registry, readRegistry } from "./known";
import {
  checkDatabases,
  checkFunctions,
  checkLedger,
  checkResidents,
  checkSchemas,
  tenantSchemas,
} from "./places";

export type { Finding } from "./catalog";

/**
 * Asks the databases themselves, for the control plane and the place of every tenant, whether all is as the product needs it. One that is
 * not reached is a finding. `url` is the installation's database for the owner of the tables or an administrator; those of tenants are
 * reached with the owner's login.
 */
export async function checkDatabase(url: string): Promise<Finding[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const registry = await readRegistry(sql);
    const findings = [...(await checkControl(sql)), ...(await checkPlaces(sql, MAIN, registry))];
    if (!registry) return findings;
    const own = Map.groupBy(registry.tenants, ({ placement }) => databaseOf(placement));
    own.delete(MAIN);
    for (const [where, here] of own) findings.push(...(await checkOwnDatabase(where, here, registry)));
    return [...findings, ...(await checkDatabases(sql, registry))];
  } finally {
    await sql.end();
  }
}

async function checkControl(sql: Sql): Promise<Finding[]> {
  return [
    ...(await checkPresence(sql, "control", controlTables)),
    ...(await checkForeignKeys(sql, "control", false)),
    ...(await checkOrphans(sql, "control")),
    ...(await checkMoments(sql, "control")),
    ...(await checkControlTables(sql)),
    ...(await checkAuditGrants(sql, "control")),
    ...(await checkLedger(sql, "control", await readMigrations("control"))),
  ];
}

async function checkOwnDatabase(where: string, here: Known[], registry: Registry): Promise<Finding[]> {
  const ready = here.filter(({ state }) => state === "ready");
  const [first] = ready;
  if (!first) return [];
  let sql: Sql | undefined;
  try {
    sql = postgres(ownersUrl(first.placement), { max: 1, connect_timeout: 5, onnotice: () => {} });
    await sql`select 1`;
  } catch (error) {
    await sql?.end();
    const reason = error instanceof Error ? error.message : String(error);
    const slugs = ready.map(({ slug }) => slug).join(", ");
    return [finding("places", where, `the database of ${slugs} cannot be reached (${reason}).`)];
  }
  try {
    return await checkPlaces(sql, where, registry);
  } finally {
    await sql.end();
  }
}

/** Everything about the tenants of one database. */
async function checkPlaces(sql: Sql, where: string, registry: Registry | null): Promise<Finding[]> {
  const here = registry?.tenants.filter(({ placement }) => databaseOf(placement) === where) ?? [];
  const schemas = await tenantSchemas(sql);
  const findings = await checkRolesAndCode(sql);
  const served = schemas.filter((name) => !isUnfinished(name, here, registry));
  for (const name of where === MAIN ? ["shared", ...served] : served) {
    findings.push(...(await checkSchema(sql, name)));
  }
  return registry
    ? [
        ...findings,
        ...checkSchemas(schemas, here, registry),
        ...(await checkFunctions(sql, where)),
        ...(await checkResidents(sql, where, here, registry)),
      ]
    : findings;
}

/** On its way to be somebody's place, or no longer one: nobody is served from it. */
function isUnfinished(schema: string, here: Known[], registry: Registry | null): boolean {
  const tenant = here.find(({ placement }) => placement.schemaName === schema);
  if (tenant) return tenant.state === "provisioning";
  return registry?.ofMoves.some(({ schemaName }) => schemaName === schema) ?? false;
}

async function checkSchema(sql: Sql, name: string): Promise<Finding[]> {
  return [
    ...(await checkPresence(sql, name, tenantTables)),
    ...(await checkForeignKeys(sql, name, true)),
    ...(await checkOrphans(sql, name)),
    ...(await checkMoments(sql, name)),
    ...(await checkTenantTables(sql, name)),
    ...(await checkAuditGrants(sql, name)),
    ...(await checkLedger(sql, name, await readMigrations("tenant"))),
  ];
}
