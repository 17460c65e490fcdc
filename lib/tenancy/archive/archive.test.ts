import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { adminOf, makeCompany, makeTenant, makeUser, signedIn, unique } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { currentLevel } from "@/db/factories/level";
import { makeSession } from "@/db/factories/users";
import { jobs, memberships, placements, tenants } from "@/db/schema/control";
import { getCompany } from "@/lib/companies/queries";
import { env } from "@/lib/env";
import { verifyWorkspace } from "@/lib/kernel/audit-anchors";
import { contextOf } from "@/lib/kernel/context";
import { archived, by, erased, exported, filesOf, newPath, nothingOf } from "./archive.fixture";
import { exportTenant } from "./export";
import { importTenant } from "./import";
import { inspectArchive } from "./inspect";
import type { Manifest } from "./manifest";

describe("an archive", { timeout: 60_000 }, () => {
  it("tells what is in it, and every file is as the manifest says", async () => {
    const { ctx, tenant } = await signedIn("owner");
    await fillEveryTable(ctx);
    const { path, manifest } = await exported(ctx.tenantId);
    expect(await inspectArchive(path)).toEqual(manifest);
    expect(manifest).toMatchObject({
      format: "tenantry archive",
      tenant: { id: ctx.tenantId, slug: tenant.slug, name: "Acme", isolationLevel: currentLevel() },
    });
    const admin = adminOf(ctx);
    const [head] =
      await admin`select seq::int, encode(hash, 'hex') as hash from audit_heads where tenant_id = ${ctx.tenantId}`;
    await admin.end();
    expect(manifest.audit).toMatchObject({ seq: head?.seq, hash: head?.hash });
    for (const { name, rows } of manifest.tables) expect(rows, name).toBeGreaterThan(0);
    const files = await filesOf(path);
    expect([...files.keys()][0]).toBe("README.txt");
    expect([...files.keys()].at(-1)).toBe("manifest.json");
    const lines = files.get("json/companies.ndjson")?.toString("utf8").trimEnd().split("\n") ?? [];
    expect(lines).toHaveLength(manifest.tables.find(({ name }) => name === "companies")?.rows ?? 0);
    expect(lines.map((line) => JSON.parse(line).name)).toContain("Fjordlys “Ærø” \\N |,\"';");
    // What a spreadsheet would run is text there, and as it was in the JSON.
    const made = await makeCompany(ctx, { name: "=HYPERLINK(1)" });
    const again = await filesOf((await exported(ctx.tenantId)).path);
    expect(again.get("csv/companies.csv")?.toString("utf8")).toContain("'=HYPERLINK(1)");
    expect(again.get("json/companies.ndjson")?.toString("utf8")).toContain('"name":"=HYPERLINK(1)"');
    expect(made.id).toBeDefined();
  });

  it("is the state of one moment, while others write", async () => {
    const { ctx } = await signedIn("owner");
    await fillEveryTable(ctx);
    const path = newPath();
    let written = false;
    const { archive, whole } = exportTenant(ctx.tenantId, async () => {
      if (written) return;
      written = true;
      await makeCompany(ctx, { name: "Too late" });
    });
    await pipeline(archive, createWriteStream(path));
    const manifest = await whole;
    expect(written).toBe(true);
    expect(String((await filesOf(path)).get("json/companies.ndjson"))).not.toContain("Too late");
    // Its audit log ends where its rows do.
    expect(manifest.tables.find(({ name }) => name === "audit_logs")?.rows).toBe(manifest.audit?.seq);
  });

  it("that nobody takes any more is given up, and leaves no file behind", async () => {
    const { ctx } = await signedIn("owner");
    await fillEveryTable(ctx);
    const { archive, whole } = exportTenant(ctx.tenantId, async () => void archive.destroy());
    await expect(whole).rejects.toThrow();
  });
});

describe("importing it", { timeout: 60_000 }, () => {
  it.each(["shared", "schema", "database"] as const)(
    "at the level %s gives the same rows, the same hashes and a log that verifies",
    async (level) => {
      const { path, manifest, tenantId, company, tenant } = await archived();
      const user = await makeUser();
      const slug = `back-${unique()}`;
      const imported = await importTenant(path, { slug, level, owner: user.email, by });
      expect(imported).toMatchObject({ tenantId, slug, isolationLevel: level, owner: { email: user.email } });
      const cookie = await makeSession(user.id, tenantId);
      const ctx = await contextOf(new Headers({ host: `${slug}.${env.APP_HOST}`, cookie }));
      expect(ctx.member?.roles).toEqual(["owner"]);
      expect(await getCompany(ctx, { id: company.id })).toMatchObject({ name: "Kan-code" });
      const again = await exported(tenantId);
      // The new owner and the entry about it are more; nothing else differs.
      const touched = ["members", "member_roles", "audit_logs", "audit_heads"];
      const hashes = ({ tables }: Manifest) =>
        tables
          .filter(({ name }) => !touched.includes(name))
          .map(({ name, rows, hash }) => ({ name, rows, hash }));
      expect(hashes(again.manifest)).toEqual(hashes(manifest));
      expect(await verifyWorkspace(slug)).toMatchObject([
        { entries: (manifest.audit?.seq ?? 0) + 1, findings: [] },
        { findings: [] },
      ]);
      // Nobody else got in.
      expect(await controlDb().$count(memberships, eq(memberships.tenantId, tenantId))).toBe(1);
      expect(tenant.slug).not.toBe(slug);
      await erased(tenantId);
    },
  );

  it("lets the member in whose address the owner has, and changes no row for that", async () => {
    const { path, manifest, tenantId, user, memberId } = await archived();
    const imported = await importTenant(path, { owner: user.email, by });
    const [membership] = await controlDb()
      .select()
      .from(memberships)
      .where(eq(memberships.tenantId, tenantId));
    expect(membership).toMatchObject({ userId: user.id, memberId });
    expect(imported.slug).toBe(manifest.tenant.slug);
    const again = await exported(tenantId);
    const hashes = ({ tables }: Manifest) =>
      tables
        .filter(({ name }) => name !== "audit_heads")
        .map(({ name, rows, hash }) => ({ name, rows, hash }));
    expect(hashes(again.manifest)).toEqual(hashes(manifest));
    await erased(tenantId);
  });

  it("refuses a workspace that is here, and a name that is taken, reserved or none", async () => {
    const { ctx, tenant } = await signedIn("owner");
    const { path } = await exported(ctx.tenantId);
    await expect(importTenant(path, { slug: `new-${unique()}`, by })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`it is the workspace ${tenant.slug}`),
    });
    await erased(ctx.tenantId);
    const other = await makeTenant();
    await expect(importTenant(path, { slug: other.slug, by })).rejects.toMatchObject({ code: "conflict" });
    for (const slug of ["admin", "A", "no spaces"])
      await expect(importTenant(path, { slug, by })).rejects.toMatchObject({ code: "invalid" });
    await expect(importTenant(path, { owner: "nobody@acme.example", by })).rejects.toMatchObject({
      code: "not_found",
    });
    await nothingOf(ctx.tenantId);
  });

  it("that was killed is taken back by the next attempt, and was never to be seen", async () => {
    const { path, tenantId, tenant } = await archived();
    const killed = importTenant(path, { by }, async ({ step }) => {
      if (step.startsWith("bringing in deals")) throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    await nothingOf(tenantId);
    // Killed for good: nobody tidied up.
    await controlDb()
      .insert(tenants)
      .values({
        id: tenantId,
        slug: tenant.slug,
        name: "Acme",
        settings: { zone: "UTC", currency: "USD", locale: "en-US" },
      });
    await controlDb()
      .insert(placements)
      .values({ tenantId, ...tenant.placement });
    await controlDb()
      .insert(jobs)
      .values({ kind: "import_tenant", key: tenantId, tenantId, state: "running" });
    await expect(importTenant(path, { by })).resolves.toMatchObject({ slug: tenant.slug });
    await erased(tenantId);
  });

  it("never takes somebody else's database, nor takes it away when it fails", async () => {
    const { path, tenantId } = await archived();
    const databaseName = new URL(env.DATABASE_URL).pathname.slice(1);
    const taking = importTenant(path, { level: "database", elsewhere: { databaseName }, by });
    await expect(taking).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("holds something else already"),
    });
    await nothingOf(tenantId);
  });

  it("two at once: one does it", async () => {
    const { path, tenantId } = await archived();
    const results = await Promise.allSettled([importTenant(path, { by }), importTenant(path, { by })]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await controlDb().$count(tenants, eq(tenants.id, tenantId))).toBe(1);
    await erased(tenantId);
  });
});
