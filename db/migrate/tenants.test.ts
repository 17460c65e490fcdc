import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Installation, migration } from "./installation.fixture";

let home: Installation;

beforeAll(async () => {
  home = await Installation.open("waves");
}, 60_000);
afterEach(() => home.clear());
afterAll(() => home.close());

/** What the runs recorded, the last run first. */
const runs = () =>
  home.sql`select state, target, total, done, failed from control.migration_runs order by created_at desc`;
const records = () => home.sql<
  { slug: string; wave: number; version: string; state: string; attempts: number; error: string | null }[]
>`
  select t.slug, m.wave, m.version, m.state, m.attempts, m.error from control.tenant_migrations m join control.tenants t on t.id = m.tenant_id
   where m.run_id = (select id from control.migration_runs order by created_at desc limit 1) order by m.wave, m.created_at`;

/** Until a migration waits for this lock, which a test holds. */
const waits = (key: number) =>
  vi.waitFor(async () => {
    const [row] = await home.sql`
      select from pg_locks where locktype = 'advisory' and objid = ${key} and not granted`;
    expect(row).toBeDefined();
  }, 20_000);

/** Fails in one schema, for as long as the table `public.trouble` is there. */
const failsIn = (schema: string, column: string) => [
  `do $$ begin if current_schema() = '${schema}' and to_regclass('public.trouble') is not null then raise exception 'no room for ${column}'; end if; end $$`,
  `ALTER TABLE "deals" ADD COLUMN "${column}" text`,
];

describe("migrations over all tenants", { timeout: 60_000 }, () => {
  it("bring every tenant up, and find nothing to do the next time", async () => {
    const tenants = await home.tenants("schema", "database", "shared", "schema");
    const more = [migration("9001_all", 'ALTER TABLE "deals" ADD COLUMN "all_of_them" text')];
    const { tenants: outcome } = await home.migrate(more);
    expect(outcome).toEqual({ done: 3, untouched: 0, failed: [] });
    expect(await home.having("all_of_them", tenants)).toEqual(tenants.map(({ slug }) => slug));
    expect(await records()).toMatchObject([
      { wave: 1, state: "done", attempts: 1, version: "9001_all" },
      { wave: 2, state: "done" },
      { wave: 2, state: "done" },
    ]);
    expect((await runs())[0]).toEqual({ state: "done", target: "9001_all", total: 3, done: 3, failed: 0 });
    const versions = await home.sql`select distinct schema_version from control.placements`;
    expect(versions).toEqual([{ schema_version: "9001_all" }]);
    const before = (await runs()).length;
    expect(await home.migrate(more)).toMatchObject({ applied: 0, tenants: { done: 0 } });
    expect(await runs()).toHaveLength(before);
  });

  it("leave the others untouched when the canary fails, which can be chosen", async () => {
    const tenants = await home.tenants("schema", "schema", "database");
    const canary = tenants[2];
    const more = [migration("9002_canary", ...failsIn(canary?.placement.schemaName ?? "", "canary"))];
    await home.inPlace(canary?.placement.databaseName ?? null, async (own) => {
      await own`create table public.trouble ()`;
    });
    const { tenants: outcome } = await home.migrate(more, { canary: canary?.slug });
    expect(outcome).toEqual({
      done: 0,
      untouched: 2,
      failed: [{ slug: canary?.slug, name: "Acme", reason: "9002_canary: no room for canary" }],
    });
    expect(await home.having("canary", tenants)).toEqual([]);
    expect((await records()).map(({ state }) => state)).toEqual(["failed", "pending", "pending"]);
  });

  it("stop after the wave in which one fails, name it, and begin with it the next time", async () => {
    const tenants = await home.tenants("schema", "database", "schema", "schema", "schema");
    const third = tenants[2];
    const more = [migration("9003_third", ...failsIn(third?.placement.schemaName ?? "", "third"))];
    await home.sql`create table public.trouble ()`;
    const { tenants: outcome } = await home.migrate(more);
    expect(outcome).toMatchObject({
      done: 2,
      untouched: 2,
      failed: [{ slug: third?.slug, reason: "9003_third: no room for third" }],
    });
    const slugs = tenants.map(({ slug }) => slug);
    expect(await home.having("third", tenants)).toEqual(slugs.slice(0, 2));
    expect((await runs())[0]).toMatchObject({ state: "failed", total: 5, done: 2, failed: 1 });
    expect(await records()).toContainEqual(
      expect.objectContaining({ slug: third?.slug, wave: 2, error: "9003_third: no room for third" }),
    );

    await home.sql`drop table public.trouble`;
    expect((await home.migrate(more)).tenants).toEqual({ done: 3, untouched: 0, failed: [] });
    expect((await records())[0]).toMatchObject({ slug: third?.slug, wave: 1, state: "done" });
    expect(await home.having("third", tenants)).toEqual(slugs);
  });

  it("name a tenant whose database is not reached or whose schema is gone, and go on with the others", async () => {
    const [away, gone, here] = await home.tenants("database", "schema", "schema");
    if (!away || !gone || !here) throw new Error("three tenants");
    await home.sql`update control.placements set port = 1 where tenant_id = ${away.tenantId}`;
    await home.sql.unsafe(`drop schema ${gone.placement.schemaName} cascade`);
    const { tenants: outcome } = await home.migrate([
      migration("9004_away", 'ALTER TABLE "deals" ADD COLUMN "away" text'),
    ]);
    expect(outcome).toMatchObject({ done: 1, untouched: 0 });
    expect(outcome.failed.map(({ slug, reason }) => `${slug} ${reason}`)).toEqual([
      expect.stringContaining(`${away.slug} its database cannot be reached (`),
      expect.stringContaining(`${gone.slug} its schema ${gone.placement.schemaName} is not there`),
    ]);
    expect(await home.having("away", [here])).toEqual([here.slug]);
    const [schema] = await home.sql`select from pg_namespace where nspname = ${gone.placement.schemaName}`;
    expect(schema).toBeUndefined();
    expect((await runs())[0]).toMatchObject({ state: "failed", total: 3, done: 1, failed: 2 });
  });

  it("find a tenant where it is by then, and miss none that has gone meanwhile", async () => {
    const [first, moved] = await home.tenants("schema", "schema");
    if (!first || !moved) throw new Error("two tenants");
    const gate = await home.sql.reserve();
    await gate`select pg_advisory_lock(4713)`;
    const wait = `do $$ begin if current_schema() = '${first.placement.schemaName}' then perform pg_advisory_xact_lock(4713); end if; end $$`;
    const patience = { lockTimeoutMs: 60_000, attempts: 1, pauseMs: 1 };
    const run = home.migrate([migration("9010_meanwhile", wait)], { patience, waveSize: 1 });
    await waits(4713);
    await home.sql`update control.placements set isolation_level = 'shared', schema_name = 'shared' where tenant_id = ${moved.tenantId}`;
    await home.sql.unsafe(`drop schema ${moved.placement.schemaName} cascade`);
    await gate`select pg_advisory_unlock(4713)`;
    gate.release();
    expect((await run).tenants).toEqual({ done: 2, untouched: 0, failed: [] });
  });

  it("try again while something else holds a lock", async () => {
    const [tenant] = await home.tenants("schema");
    if (!tenant) throw new Error("one tenant");
    const more = [migration("9005_locked", 'ALTER TABLE "deals" ADD COLUMN "locked" text')];
    const reader = await home.sql.reserve();
    await reader.unsafe(`begin; select 1 from ${tenant.placement.schemaName}.deals`);
    const lines: string[] = [];
    const { tenants: outcome } = await home.migrate(more, {
      log: (line) => {
        lines.push(line);
        // The third attempt finds it free.
        if (line.includes("attempt 3")) void reader.unsafe("commit").then(() => reader.release());
      },
    });
    expect(outcome).toEqual({ done: 1, untouched: 0, failed: [] });
    expect(lines).toContain(`${tenant.slug}: locked, attempt 2 of 5`);
    expect(await home.having("locked", [tenant])).toEqual([tenant.slug]);
  });

  it("give up a tenant whose lock is never free, and say so", async () => {
    const [tenant, next] = await home.tenants("schema", "schema");
    if (!tenant || !next) throw new Error("two tenants");
    const more = [migration("9006_busy", 'ALTER TABLE "deals" ADD COLUMN "busy" text')];
    const reader = await home.sql.reserve();
    await reader.unsafe(`begin; select 1 from ${tenant.placement.schemaName}.deals`);
    const { tenants: outcome } = await home.migrate(more);
    await reader.unsafe("commit");
    reader.release();
    expect(outcome).toMatchObject({ done: 0, untouched: 1, failed: [{ slug: tenant.slug }] });
    expect(outcome.failed[0]?.reason).toMatch(/holds a lock on its tables, and 5 attempts/);
  });

  it("are done once by two runners at once", async () => {
    const tenants = await home.tenants("schema", "database");
    const more = [migration("9007_twice", 'ALTER TABLE "deals" ADD COLUMN "twice" text')];
    const before = (await runs()).length;
    const both = await Promise.all([home.migrate(more), home.migrate(more)]);
    expect(both.map(({ tenants: outcome }) => outcome.done).sort()).toEqual([0, 2]);
    expect(both.flatMap(({ tenants: outcome }) => outcome.failed)).toEqual([]);
    expect(await home.having("twice", tenants)).toHaveLength(2);
    expect(await runs()).toHaveLength(before + 1);
  });

  it("take a tenant for done whose record alone a kill has kept from being written", async () => {
    const tenants = await home.tenants("schema", "schema");
    const more = [migration("9009_unwritten", 'ALTER TABLE "deals" ADD COLUMN "unwritten" text')];
    await home.migrate(more);
    await home.sql`update control.tenant_migrations set state = 'running', version = '' where tenant_id = ${tenants[1]?.tenantId ?? ""}`;
    await home.sql`update control.migration_runs set state = 'running', done = 1, finished_at = null where target = '9009_unwritten'`;
    expect((await home.migrate(more)).tenants).toEqual({ done: 0, untouched: 0, failed: [] });
    expect((await runs())[0]).toMatchObject({ state: "done", total: 2, done: 2, failed: 0 });
    expect(await records()).toMatchObject([{ state: "done" }, { state: "done", version: "9009_unwritten" }]);
  });

  it("go on where a runner was killed", async () => {
    const tenants = await home.tenants("schema", "schema", "database", "schema");
    const stuck = tenants[1]?.placement.schemaName;
    const more = [
      migration(
        "9008_killed",
        `do $$ begin if current_schema() = '${stuck}' then perform pg_advisory_xact_lock(4711); end if; end $$`,
        'ALTER TABLE "deals" ADD COLUMN "killed" text',
      ),
    ];
    const gate = await home.sql.reserve();
    await gate`select pg_advisory_lock(4711)`;
    const before = (await runs()).length;
    const patience = { lockTimeoutMs: 60_000, attempts: 1, pauseMs: 1 };
    const killed = home.migrate(more, { patience }).catch((error: unknown) => error);
    await waits(4711);
    await home.sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tenantry_migrator'
      and (datname = current_database() or datname like current_database() || '\\_%')`;
    expect(await killed).toBeInstanceOf(Error);
    expect((await runs())[0]).toMatchObject({ state: "running" });
    await gate`select pg_advisory_unlock(4711)`;
    gate.release();

    const { tenants: outcome } = await home.migrate(more);
    expect(outcome.failed).toEqual([]);
    expect(await home.having("killed", tenants)).toHaveLength(4);
    expect(await runs()).toHaveLength(before + 1);
    expect((await runs())[0]).toMatchObject({ state: "done", total: 4, done: 4, failed: 0 });
  });
});
