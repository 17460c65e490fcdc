import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCompany, makeTenant, signIn, unique } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { env } from "@/lib/env";
import { createTestDatabase, onDatabase } from "./lib/database";
import { migrate } from "./lib/migrate";

/** A workspace goes from one installation to another, as an operator takes it there: two databases, two keys, two processes. */

type Elsewhere = Awaited<ReturnType<typeof createTestDatabase>>;
type Ran = { code: number; out: string; err: string };

let there: Elsewhere;
let folder: string;
let admin: Sql;
beforeAll(async () => {
  there = await createTestDatabase(env.ADMIN_DATABASE_URL ?? "", "elsewhere");
  await migrate(there);
  folder = await mkdtemp(path.join(tmpdir(), "tenantry-two-installations-"));
  admin = postgres(there.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end();
  await there.drop();
  await rm(folder, { recursive: true, force: true });
});

const settingsThere = () => ({
  ...process.env,
  DATABASE_URL: there.appUrl,
  MIGRATOR_DATABASE_URL: there.migratorUrl,
  ADMIN_DATABASE_URL: there.adminUrl,
  SECRET: "the-secret-of-another-installation-altogether",
});

const command = (...args: string[]) => [
  "--import",
  "tsx",
  path.join(process.cwd(), "scripts/cli.ts"),
  "tenant",
  ...args,
];

const run = (environment: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { env: environment, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
const here = (...args: string[]) => run(process.env, ...command(...args));
const elsewhere = (...args: string[]) => run(settingsThere(), ...command(...args));

type Rows = Record<string, { rows: number; hash: string }>;
const rowsOf = (tables: { name: string; rows: number; hash: string }[], without: string[]): Rows =>
  Object.fromEntries(
    tables
      .filter(({ name }) => !without.includes(name))
      .map(({ name, rows, hash }) => [name, { rows, hash }]),
  );

describe("a workspace taken to another installation", { timeout: 120_000 }, () => {
  it.each([
    ["shared", "schema"],
    ["schema", "database"],
    ["database", "shared"],
  ] as const)("from the level %s to the level %s, with the same rows", async (from, to) => {
    const tenant = await makeTenant({ isolationLevel: from });
    const { ctx } = await signIn(tenant, "owner");
    await fillEveryTable(ctx);
    const file = path.join(folder, `${tenant.slug}.tar.gz`);
    const written = await here("export", tenant.slug, "--out", file, "--json");
    expect(written).toMatchObject({ code: 0 });
    const { manifest } = JSON.parse(written.out);

    const brought = await elsewhere("import", file, "--level", to, "--json");
    expect(brought, brought.err).toMatchObject({ code: 0 });
    const imported = JSON.parse(brought.out);
    expect(imported).toMatchObject({ slug: tenant.slug, isolationLevel: to, owner: null });
    expect(imported.tables).toEqual(rowsOf(manifest.tables, []));
    // Nobody of the first installation gets in at the second.
    expect(await admin`select from control.memberships where tenant_id = ${tenant.tenantId}`).toHaveLength(0);
    if (to === "database") await dropOwnDatabase(tenant.tenantId);
  });

  it("is whole there: exported again it is the same, its log verifies, and it comes in once", async () => {
    const tenant = await makeTenant({ isolationLevel: "shared" });
    await fillEveryTable((await signIn(tenant, "owner")).ctx);
    const file = path.join(folder, `${tenant.slug}.tar.gz`);
    const { manifest } = JSON.parse((await here("export", tenant.slug, "--out", file, "--json")).out);
    await elsewhere("import", file);
    const again = path.join(folder, `${tenant.slug}-again.tar.gz`);
    const back = JSON.parse((await elsewhere("export", tenant.slug, "--out", again, "--json")).out);
    // Its own export is one entry more, and the end of its log is signed there.
    const grown = ["audit_logs", "audit_heads"];
    expect(rowsOf(back.manifest.tables, grown)).toEqual(rowsOf(manifest.tables, grown));
    expect(back.manifest.audit.keyId).not.toBe(manifest.audit.keyId);
    const verified = await run(settingsThere(), ...command().slice(0, -1), "audit", "verify", tenant.slug);
    expect(verified, verified.out).toMatchObject({ code: 0 });
    expect(await elsewhere("import", file)).toMatchObject({
      code: 2,
      err: expect.stringContaining("is here already"),
    });
  });

  it("lets an owner of there in, and says whom it cannot let in", async () => {
    const tenant = await makeTenant({ isolationLevel: "shared" });
    const { ctx, user } = await signIn(tenant, "owner");
    await makeCompany(ctx);
    const file = path.join(folder, `${tenant.slug}.tar.gz`);
    await here("export", tenant.slug, "--out", file);
    expect(await here("export", tenant.slug, "--out", file)).toMatchObject({
      code: 2,
      err: expect.stringContaining("There is a file"),
    });
    const refused = await elsewhere("import", file, "--owner", user.email);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("Nobody has signed up as") });
    const [made] =
      await admin`insert into control.users (id, name, email) values (gen_random_uuid(), 'Maren Holt', ${user.email}) returning id`;
    const brought = await elsewhere("import", file, "--owner", user.email, "--slug", `new-${unique()}`);
    expect(brought).toMatchObject({ code: 0, out: expect.stringContaining(`${user.email} owns it`) });
    expect(
      await admin`select user_id as "userId" from control.memberships where tenant_id = ${tenant.tenantId}`,
    ).toEqual([{ userId: made?.id }]);
  });

  it.each(["shared", "schema"] as const)(
    "killed on the way in to %s, it leaves nothing to be seen, and the next attempt does it",
    async (level) => {
      const tenant = await makeTenant({ isolationLevel: "shared" });
      const { ctx } = await signIn(tenant, "owner");
      await fillEveryTable(ctx);
      const file = path.join(folder, `${tenant.slug}.tar.gz`);
      await here("export", tenant.slug, "--out", file);
      // A table that cannot be written to this moment: there it waits to be killed.
      const schema = level === "shared" ? "shared" : `tenant_${tenant.tenantId.replaceAll("-", "")}`;
      const blocker = postgres(there.adminUrl, { max: 1, onnotice: () => {} });
      const child = spawn(process.execPath, command("import", file, "--level", level), {
        env: settingsThere(),
        stdio: ["ignore", "ignore", "pipe"],
      });
      await blocker.begin(async (tx) => {
        if (level === "shared") await tx`lock table shared.activities in access exclusive mode`;
        await until(child, level === "shared" ? "bringing in" : "making its place");
        child.kill("SIGKILL");
        await new Promise((resolve) => child.once("exit", resolve));
      });
      await blocker.end();
      expect(await elsewhere("status", tenant.slug, "--json")).toMatchObject({ code: 0 });
      const [placement] =
        await admin`select state from control.placements where tenant_id = ${tenant.tenantId}`;
      expect(placement).toEqual({ state: "provisioning" });
      const again = await elsewhere("import", file, "--level", level, "--json");
      expect(again, again.err).toMatchObject({ code: 0 });
      const [rows] =
        await admin`select count(*)::int as count from ${admin(schema)}.activities where tenant_id = ${tenant.tenantId}`;
      expect(rows?.count).toBeGreaterThan(0);
    },
  );

  it("says in a sentence what is wrong with a file", async () => {
    const file = path.join(folder, "notes.txt");
    await writeFile(file, "not an archive");
    expect(await elsewhere("import", file)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^✗ This file is no archive of a workspace/m),
    });
    expect(await elsewhere("import", path.join(folder, "nothing.tar.gz"))).toMatchObject({ code: 2 });
    expect(await readFile(file, "utf8")).toBe("not an archive");
  });
});

async function dropOwnDatabase(tenantId: string): Promise<void> {
  const [row] =
    await admin`select database_name as name from control.placements where tenant_id = ${tenantId}`;
  const server = postgres(onDatabase(there.adminUrl, "postgres"), { max: 1, onnotice: () => {} });
  await server.unsafe(`drop database "${row?.name}" with (force)`);
  await server.end();
}

/** Waits until the process has said this on its standard error. */
async function until(child: ChildProcess, words: string): Promise<void> {
  let said = "";
  for await (const chunk of child.stderr ?? []) {
    said += chunk;
    if (said.includes(words)) return;
  }
  throw new Error(`It ended without "${words}": ${said}`);
}
