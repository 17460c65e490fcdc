import type { Sql } from "postgres";
import { type Placement, urlOf } from "../placement";
import { atMost } from "./at-most";
import { versionsIn } from "./database";
import { type Migration, readAppFunctions } from "./files";
import { ownerOf } from "./place";
import { type Applied, MONTHS, missingIn } from "./schema";

/** A tenant with a schema or a database of its own. */
export type Place = { tenantId: string; slug: string; name: string; placement: Placement };

export type Surveyed = Place & {
  /** The last migration in its ledger; null when nothing could be read. */
  version: string | null;
  missing: string[];
  /** Migrations, or else partitions of the months to come, or the policies of newer functions. */
  isBehind: boolean;
  /** Why its place cannot be migrated at all, whatever the migration: it is not reached, or not there. */
  problem: string | null;
};

/** So many databases are asked at once. */
const DATABASES_AT_ONCE = 8;

/** All places that are in use, or one tenant's, those of deleted tenants too: they may come back. The smallest first, as far as they were measured, then the oldest. */
export async function ownPlaces(sql: Sql, tenantId: string | null = null): Promise<Place[]> {
  const [there] = await sql`select from (select 1) one where to_regclass('control.placements') is not null`;
  if (!there) return [];
  const rows = await sql<({ tenantId: string; slug: string; name: string } & Placement)[]>`
    select p.tenant_id as "tenantId", t.slug, t.name, p.isolation_level as "isolationLevel", p.host, p.port,
           p.database_name as "databaseName", p.schema_name as "schemaName", p.secret_reference as "secretReference", p.epoch
      from control.placements p join control.tenants t on t.id = p.tenant_id
     where p.isolation_level <> 'shared' and p.state = 'ready' and (${tenantId}::uuid is null or p.tenant_id = ${tenantId})
     order by p.row_count nulls last, p.created_at, p.tenant_id`;
  return rows.map(({ tenantId, slug, name, ...placement }) => ({
    tenantId,
    slug,
    name,
    placement: { ...placement },
  }));
}

/** Asks every place how far it is. Reads alone. */
export async function survey(places: Place[], migrations: Migration[]): Promise<Surveyed[]> {
  const { hash } = await readAppFunctions();
  const byDatabase = Map.groupBy(places, ({ placement }) => addressOf(placement));
  const found = new Map<string, Surveyed>();
  await atMost(DATABASES_AT_ONCE, [...byDatabase.values()], async (group) => {
    for (const surveyed of await surveyDatabase(group, migrations, hash)) {
      found.set(surveyed.tenantId, surveyed);
    }
  });
  return places.flatMap(({ tenantId }) => found.get(tenantId) ?? []);
}

/** Where a place is; one whose secret is unknown is somewhere of its own. */
function addressOf(placement: Placement): string {
  try {
    return urlOf(placement, "migrator");
  } catch {
    return JSON.stringify(placement);
  }
}

async function surveyDatabase(places: Place[], migrations: Migration[], hash: string): Promise<Surveyed[]> {
  const [first] = places;
  if (!first) return [];
  let sql: Sql | undefined;
  try {
    sql = ownerOf(first.placement);
    const [secured, states] = [await versionsIn(sql), await statesIn(sql, places)];
    return places.map((place) => {
      const { schemaName } = place.placement;
      return judge(place, states.get(schemaName), secured.get(schemaName) === hash, migrations);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return places.map((place) => broken(place, `its database cannot be reached (${reason}).`));
  } finally {
    await sql?.end();
  }
}

type State = { ledger: Applied[] | null; partitioned: boolean };

/** What each schema holds; none for one that is not there. */
async function statesIn(sql: Sql, places: Place[]): Promise<Map<string, State>> {
  const names = places.map(({ placement }) => placement.schemaName);
  const schemas = await sql<{ name: string; ledger: boolean; partitioned: boolean }[]>`
    select n.nspname as name, to_regclass(format('%I.schema_migrations', n.nspname)) is not null as ledger,
           to_regclass(format('%I.%I', n.nspname, 'audit_logs_' ||
             to_char(date_trunc('month', now() at time zone 'UTC') + make_interval(months => ${MONTHS.own}), 'YYYY_MM'))) is not null as partitioned
      from pg_namespace n where n.nspname = any (${names})`;
  const withLedger = schemas.filter(({ ledger }) => ledger).map(({ name }) => name);
  const rows =
    withLedger.length === 0
      ? []
      : await sql.unsafe<(Applied & { schema: string })[]>(
          withLedger
            .map((name) => `select '${name}' as schema, version, hash from ${name}.schema_migrations`)
            .join(" union all "),
        );
  const ledgers = Map.groupBy(rows, ({ schema }) => schema);
  return new Map(
    schemas.map(({ name, ledger, partitioned }) => [
      name,
      { ledger: ledger ? (ledgers.get(name) ?? []) : null, partitioned },
    ]),
  );
}

function judge(place: Place, state: State | undefined, secured: boolean, migrations: Migration[]): Surveyed {
  const { schemaName } = place.placement;
  if (!state) return broken(place, `its schema ${schemaName} is not there: restore it from a backup.`);
  const ledger = state.ledger ?? [];
  const version = ledger.reduce<string | null>(
    (last, row) => (last && last > row.version ? last : row.version),
    null,
  );
  try {
    const missing = missingIn(schemaName, ledger, migrations).map((migration) => migration.version);
    const isBehind = missing.length > 0 || !secured || !state.partitioned;
    return { ...place, version, missing, isBehind, problem: null };
  } catch (error) {
    return { ...broken(place, error instanceof Error ? error.message : String(error)), version };
  }
}

const broken = (place: Place, problem: string): Surveyed => ({
  ...place,
  version: null,
  missing: [],
  isBehind: true,
  problem,
});
