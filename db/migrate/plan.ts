import type { Sql } from "postgres";
import { urlOf } from "../placement";
import { type Migration, readMigrations } from "./files";
import { OwnerConnection, transaction } from "./owner";
import { PATIENCE, patiently } from "./patience";
import { failedBefore } from "./record";
import { type Applied, missingIn, runStatements } from "./schema";
import { ownPlaces, type Surveyed, survey } from "./survey";
import type { Failure } from "./tenants";
import { planWaves } from "./waves";

type PlannedTenant = {
  slug: string;
  name: string;
  level: string;
  version: string | null;
  missing: string[];
};

export type Plan = {
  /** What the control plane and the schema `shared` would get, before any tenant. */
  control: string[];
  shared: string[];
  waves: PlannedTenant[][];
  /** Tenants whose place is not reached or not there. */
  broken: Failure[];
  current: number;
  /** What the canary said to its migrations, in a transaction that was rolled back; null when there was nothing to try. */
  trial: Trial | null;
};

export type Trial = { slug: string; tried: string[]; notTried: string[]; error: string | null };

type PlanOptions = {
  migratorUrl: string;
  canary?: string;
  waveSize?: number;
  migrations?: { control: Migration[]; tenant: Migration[] };
};

/** What a run of the migrations would do, and what the canary would say to them. Writes nothing. */
export async function planMigrations({ migratorUrl, migrations, ...options }: PlanOptions): Promise<Plan> {
  const { control, tenant } = migrations ?? {
    control: await readMigrations("control"),
    tenant: await readMigrations("tenant"),
  };
  return new OwnerConnection(migratorUrl).use(async (sql) => {
    const tenants = await survey(await ownPlaces(sql), tenant);
    const behind = tenants.filter(({ isBehind, problem }) => isBehind && problem === null);
    const before = behind.length > 0 ? await failedBefore(sql) : [];
    const waves = planWaves(behind, { ...options, failedBefore: before });
    const canary = waves[0]?.[0];
    return {
      control: await missingOf(sql, "control", control),
      shared: await missingOf(sql, "shared", tenant),
      waves: waves.map((wave) => wave.map(planned)),
      broken: tenants.flatMap(({ slug, name, problem }) =>
        problem ? [{ slug, name, reason: problem }] : [],
      ),
      current: tenants.filter(({ isBehind }) => !isBehind).length,
      trial: canary && canary.missing.length > 0 ? await tryAt(canary, tenant) : null,
    };
  });
}

const planned = ({ slug, name, placement, version, missing }: Surveyed): PlannedTenant => ({
  slug,
  name,
  level: placement.isolationLevel,
  version,
  missing,
});

async function missingOf(sql: Sql, schema: string, migrations: Migration[]): Promise<string[]> {
  const [there] =
    await sql`select from (select 1) one where to_regclass(${`${schema}.schema_migrations`}) is not null`;
  const ledger = there
    ? await sql<Applied[]>`select version, hash from ${sql(schema)}.schema_migrations`
    : [];
  return missingIn(schema, ledger, migrations).map(({ version }) => version);
}

class RolledBack extends Error {}

/** Runs a tenant's missing migrations one after the other, and takes them back. Its tables are locked for that long. */
async function tryAt({ slug, placement, missing }: Surveyed, migrations: Migration[]): Promise<Trial> {
  const wanted = migrations.filter(({ version }) => missing.includes(version));
  // Behind one that needs no transaction, the others might miss what it makes.
  const end = wanted.findIndex(({ inTransaction }) => !inTransaction);
  const tried = end < 0 ? wanted : wanted.slice(0, end);
  const versions = (list: Migration[]) => list.map(({ version }) => version);
  const trial = { slug, tried: versions(tried), notTried: versions(wanted.slice(tried.length)) };
  let at = "";
  const run = (sql: Sql) =>
    transaction(sql, async () => {
      for (const migration of tried) {
        at = migration.version;
        await runStatements(sql, placement.schemaName, migration);
      }
      throw new RolledBack();
    });
  try {
    const owner = new OwnerConnection(urlOf(placement, "migrator"));
    await owner.use((sql) => patiently(sql, { ...PATIENCE, attempts: 1 }, () => run(sql)));
  } catch (error) {
    if (error instanceof RolledBack) return { ...trial, error: null };
    return { ...trial, error: `${at}: ${error instanceof Error ? error.message : String(error)}` };
  }
  return { ...trial, error: null };
}
