import { execFile } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Migration } from "@/db/migrate/files";
import { Installation } from "@/db/migrate/installation.fixture";
import { env } from "@/lib/env";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import { ROOT } from "../lib/child";
import { createTestDatabase, type Urls, urlFor } from "../lib/database";
import { migrate } from "../lib/migrate";

type Ran = { code: number; out: string; err: string };

let home: Installation;
let tenant: ProvisionedTenant;
let away: ProvisionedTenant;

beforeAll(async () => {
  home = await Installation.open("commands");
  [tenant, away] = (await home.tenants("schema", "database")) as [ProvisionedTenant, ProvisionedTenant];
}, 60_000);
afterAll(() => home.close());

/** Runs a command of the operator as a process of its own, on this installation. */
const db = (...args: string[]): Promise<Ran> => on(home.urls, ...args);

const on = ({ appUrl, migratorUrl, adminUrl }: Urls, ...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const urls = { DATABASE_URL: appUrl, MIGRATOR_DATABASE_URL: migratorUrl, ADMIN_DATABASE_URL: adminUrl };
    execFile(
      process.execPath,
      ["--import", "tsx", path.join(ROOT, "scripts/cli.ts"), "db", ...args],
      { env: { ...process.env, ...urls } },
      (error, out, err) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });

/** Empties the schema of a tenant, as it was before its first migration; answers the migrations that it is to get. */
async function emptySchema(): Promise<Migration[]> {
  const schema = tenant.placement.schemaName;
  await home.sql.unsafe(
    `drop schema ${schema} cascade; create schema ${schema} authorization tenantry_migrator`,
  );
  return (await home.migrations([])).tenant;
}

/** What a trial in a transaction says: one that cannot run inside of it is not tried, nor is what comes after. */
function trialOf(migrations: Migration[]): string {
  const versions = migrations.map(({ version }) => version);
  const end = migrations.findIndex(({ inTransaction }) => !inTransaction);
  const [tried, left] = end < 0 ? [versions, []] : [versions.slice(0, end), versions.slice(end)];
  const waiting = left.length > 0 ? ` Not tried, outside of a transaction: ${left.join(", ")}.` : "";
  return `took ${tried.join(", ")}, and was rolled back.${waiting}`;
}

describe("the operator's commands on the database", { timeout: 60_000 }, () => {
  it("find nothing wrong with a new installation, and nothing to do", async () => {
    expect(await db("check")).toMatchObject({ code: 0, out: expect.stringContaining("as it should be") });
    const done = await db("migrate");
    expect(done).toMatchObject({ code: 0 });
    expect(done.out).toMatch(
      /shared schema: up to date\.\n✓ Workspaces with a place of their own: 0 brought/,
    );
  });

  it("tell what is behind, and bring it to this version", async () => {
    const migrations = await emptySchema();
    const version = migrations.at(-1)?.version;
    const plan = await db("migrate", "--dry-run");
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.out).toContain(`Acme (${tenant.slug}, schema), at nothing: 0000_start`);
    expect(plan.out).toContain(`✓ ${tenant.slug} ${trialOf(migrations)}`);
    expect(plan.out).toContain("1 workspace with a place of its own is up to date.");
    const checked = await db("check", "--json");
    expect(checked.code).toBe(1);
    const done = await db("migrate");
    expect(done).toMatchObject({ code: 0, err: expect.stringContaining(`${tenant.slug}: at ${version}`) });
    expect(done.out).toContain("1 brought to this version");
    expect(await db("check")).toMatchObject({ code: 0 });
  });

  it("name a workspace that fails, and exit with 1", async () => {
    await home.sql`update control.placements set port = 1 where tenant_id = ${away.tenantId}`;
    const [planned, done] = [await db("migrate", "--dry-run", "--json"), await db("migrate")];
    await home.sql`update control.placements set port = null where tenant_id = ${away.tenantId}`;
    expect(planned.code).toBe(1);
    expect(JSON.parse(planned.out)).toMatchObject({ broken: [{ slug: away.slug }], waves: [] });
    expect(done.code).toBe(1);
    expect(done.out).toContain(`Acme (${away.slug}) is not migrated: its database cannot be reached (`);
  });

  it("let a start go on that cannot migrate one workspace, and say which", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await home.sql`update control.placements set port = 1 where tenant_id = ${away.tenantId}`;
    await migrate(home.urls);
    await home.sql`update control.placements set port = null where tenant_id = ${away.tenantId}`;
    const lines = told.mock.calls.map(([line]) => line);
    told.mockRestore();
    expect(lines[0]).toContain(`Acme (${away.slug}) is not migrated: its database cannot be reached (`);
    expect(lines[1]).toContain("npm run tenantry -- db migrate");
  });

  it("plan for an empty database, and for one whose owner they do not know", async () => {
    const empty = await createTestDatabase(env.ADMIN_DATABASE_URL ?? "", "empty");
    const stranger = urlFor(empty.adminUrl, { user: "tenantry_migrator", password: "another" });
    const [plan, unknown] = [
      await on(empty, "migrate", "--dry-run"),
      await on({ ...empty, migratorUrl: stranger }, "migrate", "--dry-run"),
    ];
    await empty.drop();
    expect(plan).toMatchObject({ code: 0, out: expect.stringMatching(/^Control plane: 0000_start, 0001_/) });
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining("nothing is installed yet") });
  });

  it("say what cannot be done", async () => {
    const answers = [await db("migrate", "--canary", "nobody"), await db("migrate", "--wave-size", "none")];
    expect(answers.map(({ code }) => code)).toEqual([2, 2]);
    expect(answers[0]?.err).toContain("nobody names no workspace with a schema or a database of its own");
    expect(answers[1]?.err).toContain("A wave has a size of at least 1");
  });
});
