import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { signIn } from "@/db/factories/tenants";
import { createCompany } from "@/lib/companies/commands";
import { listCompanies } from "@/lib/companies/queries";
import { NO_TRANSACTION } from "./files";
import { Installation, migration } from "./installation.fixture";
import { ensureAllPartitions } from "./partitions";
import { planMigrations } from "./plan";

let home: Installation;

beforeAll(async () => {
  home = await Installation.open("places");
}, 60_000);
afterEach(() => home.clear());
afterAll(() => home.close());

/** Everything that a run could leave behind, as text. */
async function traces(places: { databaseName: string | null; schemaName: string }[]): Promise<string[]> {
  const control = await home.sql`select
    (select count(*) from control.migration_runs) as runs, (select count(*) from control.tenant_migrations) as tenants,
    (select max(updated_at) from control.placements) as placed, (select count(*) from shared.schema_migrations) as shared`;
  const own: unknown[] = [];
  for (const { databaseName, schemaName } of places) {
    await home.inPlace(databaseName, async (sql) => {
      own.push(await sql`select version, applied_at from ${sql(schemaName)}.schema_migrations`);
      own.push(
        await sql`select attname, atttypid from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = ${schemaName}::regnamespace order by c.relname, attnum`,
      );
      own.push(await sql`select * from app.versions order by name`);
    });
  }
  return [control, ...own].map((rows) => JSON.stringify(rows));
}

/** The monthly partitions of a schema in the installation's database, the last month last. */
async function partitionsOf(schema: string): Promise<string[]> {
  const rows = await home.sql<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = ${schema}::regnamespace and relkind = 'r' and relname ~ '^audit_logs_2' order by relname`;
  return rows.map(({ name }) => name);
}

describe("a dry run", { timeout: 60_000 }, () => {
  it("says who would get what, in which wave, and writes nothing", async () => {
    const [first, second, third] = await home.tenants("database", "schema", "schema");
    if (!first || !second || !third) throw new Error("three tenants");
    const migrations = await home.migrations([
      migration("9101_plan", 'ALTER TABLE "deals" ADD COLUMN "planned" text'),
      migration(
        "9102_index",
        `${NO_TRANSACTION}\nCREATE INDEX CONCURRENTLY IF NOT EXISTS "x" ON "deals" ("planned")`,
      ),
    ]);
    const places = [first, second, third].map(({ placement }) => placement);
    const before = await traces(places);
    const plan = await planMigrations({ migratorUrl: home.urls.migratorUrl, migrations, canary: third.slug });
    expect(await traces(places)).toEqual(before);
    const missing = ["9101_plan", "9102_index"];
    const version = (await home.migrations([])).tenant.at(-1)?.version;
    expect(plan).toEqual({
      control: [],
      shared: missing,
      waves: [
        [{ slug: third.slug, name: "Acme", level: "schema", version, missing }],
        [
          { slug: first.slug, name: "Acme", level: "database", version, missing },
          { slug: second.slug, name: "Acme", level: "schema", version, missing },
        ],
      ],
      broken: [],
      current: 0,
      trial: { slug: third.slug, tried: ["9101_plan"], notTried: ["9102_index"], error: null },
    });
  });

  it("says what the first tenant would refuse", async () => {
    const [tenant] = await home.tenants("schema");
    const migrations = await home.migrations([
      migration("9103_wrong", 'ALTER TABLE "dealz" ADD COLUMN "x" text'),
    ]);
    const { trial } = await planMigrations({ migratorUrl: home.urls.migratorUrl, migrations });
    expect(trial).toMatchObject({
      slug: tenant?.slug,
      error: '9103_wrong: relation "dealz" does not exist',
    });
  });
});

describe("while tenants are migrated", { timeout: 60_000 }, () => {
  it("those at either version are served", async () => {
    const [done, stuck, old] = await home.tenants("schema", "schema", "database");
    if (!done || !stuck || !old) throw new Error("three tenants");
    const owners = [await signIn(done, "owner"), await signIn(old, "owner")];
    const wait = `do $$ begin if current_schema() = '${stuck.placement.schemaName}' then perform pg_advisory_xact_lock(4712); end if; end $$`;
    const more = [migration("9104_served", wait, 'ALTER TABLE "companies" ADD COLUMN "served" text')];
    const gate = await home.sql.reserve();
    await gate`select pg_advisory_lock(4712)`;
    const patience = { lockTimeoutMs: 60_000, attempts: 1, pauseMs: 1 };
    const run = home.migrate(more, { patience, waveSize: 1 });
    await vi.waitFor(async () => {
      const [waits] =
        await home.sql`select from pg_locks where locktype = 'advisory' and objid = 4712 and not granted`;
      expect(waits).toBeDefined();
    }, 20_000);
    for (const { ctx } of owners) {
      await createCompany(ctx, { name: "Hanami Supply" });
      const { rows } = await listCompanies(ctx, { q: "Hanami" });
      expect(rows.map(({ name }) => name)).toEqual(["Hanami Supply"]);
    }
    await gate`select pg_advisory_unlock(4712)`;
    gate.release();
    expect((await run).tenants).toEqual({ done: 3, untouched: 0, failed: [] });
    for (const { ctx } of owners) expect((await listCompanies(ctx, {})).rows).toHaveLength(1);
  });
});

describe("a place that is behind", { timeout: 60_000 }, () => {
  it("gets the functions, the policies and the partitions of this version, without a migration too", async () => {
    const [tenant, other] = await home.tenants("database", "schema");
    if (!tenant || !other) throw new Error("two tenants");
    const { databaseName, schemaName } = tenant.placement;
    await home.inPlace(databaseName, async (sql) => {
      await sql`update app.versions set hash = 'of an older version'`;
      await sql.unsafe(
        "create or replace function app.tenant_lock(tenant uuid) returns bigint language sql as 'select 0::bigint'",
      );
      await sql.unsafe(`alter table ${schemaName}.deals no force row level security`);
    });
    await home.sql.unsafe(`do $$ declare t text; begin
      for t in select c.relname from pg_class c where c.relnamespace = '${other.placement.schemaName}'::regnamespace and c.relkind = 'r' and c.relname ~ '^audit_logs_2' loop
        execute format('drop table ${other.placement.schemaName}.%I', t);
      end loop; end $$`);
    expect((await home.migrate()).tenants).toMatchObject({ done: 2, failed: [] });
    await home.inPlace(databaseName, async (sql) => {
      const [lock] = await sql`select app.tenant_lock(${tenant.tenantId}) <> 0 as right`;
      const [forced] =
        await sql`select relforcerowsecurity as forced from pg_class where oid = ${`${schemaName}.deals`}::regclass`;
      expect({ ...lock, ...forced }).toEqual({ right: true, forced: true });
    });
    expect(await partitionsOf(other.placement.schemaName)).toHaveLength(3);
    expect((await home.migrate()).tenants).toMatchObject({ done: 0 });
  });

  it("gets its partitions from the worker too, and one that is not reached keeps nobody from theirs", async () => {
    const [away, here] = await home.tenants("database", "schema");
    if (!away || !here) throw new Error("two tenants");
    await home.sql`update control.placements set port = 1 where tenant_id = ${away.tenantId}`;
    const inShared = await partitionsOf("shared");
    for (const schema of ["shared", here.placement.schemaName]) {
      await home.sql.unsafe(`drop table ${schema}.${(await partitionsOf(schema)).at(-1)}`);
    }
    expect(await ensureAllPartitions(home.urls.migratorUrl)).toEqual({ failed: [away.slug] });
    expect(await partitionsOf("shared")).toEqual(inShared);
    expect(await partitionsOf(here.placement.schemaName)).toHaveLength(3);
  });

  it("keeps rows of a month that had no partition where they are", async () => {
    const [tenant] = await home.tenants("schema");
    if (!tenant) throw new Error("one tenant");
    const schema = tenant.placement.schemaName;
    const last = (await partitionsOf(schema)).at(-1);
    await home.sql.unsafe(`drop table ${schema}.${last};
      insert into ${schema}.audit_logs (tenant_id, id, action, resource_type, created_at)
        values ('${tenant.tenantId}', gen_random_uuid(), 'deal.updated', 'deal', to_date('${last}', '"audit_logs_"YYYY_MM') + interval '36 hours')`);
    expect((await home.migrate()).tenants).toMatchObject({ done: 1, failed: [] });
    const [kept] = await home.sql.unsafe(`select count(*)::int as rows from ${schema}.audit_logs_default`);
    expect(kept).toEqual({ rows: 1 });
  });

  it("refuses a foreign key that its rows break, which PostgreSQL takes for valid under forced policies", async () => {
    const [tenant] = await home.tenants("schema");
    if (!tenant) throw new Error("one tenant");
    const table = `${tenant.placement.schemaName}.companies`;
    const prepared = [
      migration("9106_column", 'ALTER TABLE "companies" ADD COLUMN "guide" uuid'),
      migration(
        "9107_key",
        'ALTER TABLE "companies" ADD CONSTRAINT "companies_guide_fk" FOREIGN KEY ("tenant_id","guide") REFERENCES "companies"("tenant_id","id") NOT VALID',
      ),
    ];
    await home.migrate(prepared);
    const { ctx } = await signIn(tenant, "owner");
    await createCompany(ctx, { name: "Fjordlys" });
    await home.sql.unsafe(`alter table ${table} disable trigger all; update ${table} set guide = gen_random_uuid();
      alter table ${table} enable trigger all`);
    const more = [
      ...prepared,
      migration("9108_valid", 'ALTER TABLE "companies" VALIDATE CONSTRAINT "companies_guide_fk"'),
    ];
    expect((await home.migrate(more)).tenants.failed).toMatchObject([
      { reason: "9108_valid: companies.companies_guide_fk: a row points to one that does not exist." },
    ]);
    await home.sql.unsafe(`update ${table} set guide = id`);
    expect((await home.migrate(more)).tenants).toMatchObject({ done: 1, failed: [] });
  });

  it("gets an index outside of a transaction, also where one was left half built", async () => {
    const tenants = await home.tenants("schema", "database");
    const name = "deals_title_idx";
    const schema = tenants[0]?.placement.schemaName;
    // What a build that was killed leaves behind.
    await home.sql.unsafe(`create index ${name} on ${schema}.deals (tenant_id);
      update pg_index set indisvalid = false where indexrelid = '${schema}.${name}'::regclass`);
    const more = [
      migration(
        "9105_index",
        `${NO_TRANSACTION}\nCREATE INDEX CONCURRENTLY IF NOT EXISTS "${name}" ON "deals" ("tenant_id", "title")`,
      ),
    ];
    expect((await home.migrate(more)).tenants).toMatchObject({ done: 2, failed: [] });
    for (const { placement } of tenants) {
      await home.inPlace(placement.databaseName, async (sql) => {
        const [index] = await sql`select indisvalid as valid, indnkeyatts as columns from pg_index
          where indexrelid = ${`${placement.schemaName}.${name}`}::regclass`;
        expect(index).toEqual({ valid: true, columns: 2 });
      });
    }
  });
});
