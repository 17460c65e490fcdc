import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { controlDb, inControl } from "@/db/control";
import { adminOf, makeCompany, makeTenant, makeUser, signedIn, unique } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { currentLevel } from "@/db/factories/level";
import { makeSession } from "@/db/factories/users";
import { jobs, memberships, placements, tenants } from "@/db/schema/control";
import { getCompany } from "@/lib/companies/queries";
import { env } from "@/lib/env";
import { verifyWorkspace } from "@/lib/kernel/audit-anchors";
import { contextOf } from "@/lib/kernel/context";
import { deleteTenant } from "../lifecycle/deletion";
import { eraseTenant } from "../lifecycle/erase";
import { beginErasure } from "../lifecycle/erasure";
import { bySystem } from "../lifecycle/happening";
import { exportTenant } from "./export";
import { importTenant } from "./import";
import { entriesOf, inspectArchive } from "./inspect";
import type { Manifest } from "./manifest";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenantry-archive-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const newPath = () => join(folder, `${randomBytes(6).toString("hex")}.tar.gz`);
const quiet = async () => {};
const by = "test";

async function exported(tenantId: string): Promise<{ path: string; manifest: Manifest }> {
  const path = newPath();
  const { archive, whole } = exportTenant(tenantId);
  await pipeline(archive, createWriteStream(path));
  return { path, manifest: await whole };
}

async function erased(tenantId: string): Promise<void> {
  await bySystem(by, (tx) => deleteTenant(tx, { tenantId, by: { reason: by } }));
  await inControl("read write", (tx) =>
    beginErasure(tx, { tenantId, confirm: "Acme", confirmedBy: by, mine: true }),
  );
  await eraseTenant(tenantId, quiet);
}

/** A workspace with rows in every table, its archive, and nothing left of it here: as in another installation. */
async function archived() {
  const made = await signedIn("owner");
  await fillEveryTable(made.ctx);
  const company = await makeCompany(made.ctx, { name: "Kan-code" });
  const file = await exported(made.ctx.tenantId);
  await erased(made.ctx.tenantId);
  return { ...made, ...file, company, tenantId: made.ctx.tenantId };
}

/** The files of an archive by name, and an archive of files. */
async function filesOf(path: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const entry of entriesOf(path)) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk);
    files.set(entry.header.name, Buffer.concat(chunks));
  }
  return files;
}

async function repacked(files: Iterable<[string, Buffer]>): Promise<string> {
  const path = newPath();
  const tar = pack();
  for (const [name, content] of files) tar.entry({ name }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  await writeFile(path, gzipSync(Buffer.concat(chunks)));
  return path;
}

const nothingOf = async (tenantId: string) => {
  expect(await controlDb().$count(tenants, eq(tenants.id, tenantId))).toBe(0);
  expect(await controlDb().$count(placements, eq(placements.tenantId, tenantId))).toBe(0);
  expect(await controlDb().$count(jobs, eq(jobs.tenantId, tenantId))).toBe(0);
};

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

describe("a bad archive is refused in a sentence, and nothing is written", { timeout: 60_000 }, () => {
  let good: { path: string; tenantId: string; manifest: Manifest };
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    good = await archived();
    files = await filesOf(good.path);
  });

  const refused = async (path: string, why: RegExp) => {
    await expect(importTenant(path, { by })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(why),
    });
    await nothingOf(good.tenantId);
  };
  const changed = (change: (copy: Map<string, Buffer>) => void) => {
    const copy = new Map(files);
    change(copy);
    return repacked(copy);
  };

  it("something else", async () => {
    const path = newPath();
    await writeFile(path, "id,name\n1,Acme\n");
    await refused(path, /no archive of a workspace/);
    await writeFile(path, gzipSync("id,name\n1,Acme\n"));
    await refused(path, /no archive of a workspace/);
    await writeFile(path, "");
    await refused(path, /no archive of a workspace/);
    await refused(await repacked([["README.txt", Buffer.from("hello")]]), /no manifest/);
  });

  it("cut off, at whichever place", async () => {
    const bytes = await readFile(good.path);
    for (const part of [0.1, 0.5, 0.99]) {
      const path = newPath();
      await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * part)));
      await refused(path, /ends too early/);
    }
    const tar = gunzipSync(bytes);
    const path = newPath();
    await writeFile(path, gzipSync(tar.subarray(0, tar.length / 2)));
    await refused(path, /ends too early|no manifest/);
  });

  it("with a byte altered, in the packed file or in one of its files", async () => {
    const bytes = Buffer.from(await readFile(good.path));
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    const path = newPath();
    await writeFile(path, bytes);
    await refused(path, /damaged|ends too early|wrong/);
    for (const name of ["json/deals.ndjson", "csv/deals.csv"]) {
      const altered = await changed((copy) => {
        const content = Buffer.from(copy.get(name) ?? "");
        content[content.length - 5] = 0x41;
        copy.set(name, content);
      });
      await refused(altered, new RegExp(`${name} is not as it was written`));
    }
  });

  it("with a file missing, twice, after the manifest, or of another's", async () => {
    await refused(await changed((copy) => copy.delete("csv/deals.csv")), /csv\/deals\.csv is missing/);
    const deals = files.get("json/deals.ndjson") ?? Buffer.alloc(0);
    await refused(
      await repacked([["json/deals.ndjson", deals], ...files]),
      /holds json\/deals\.ndjson twice/,
    );
    await refused(await repacked([...files, ["json/more.ndjson", deals]]), /follows its manifest/);
    await refused(await repacked([["json/more.ndjson", deals], ...files]), /does not know json\/more/);
    for (const name of ["../../etc/passwd", "/etc/passwd", "json/../../x.ndjson", "notes.txt"])
      await refused(await repacked([[name, Buffer.from("x")], ...files]), /it holds "/);
  });

  it("with a link in it", async () => {
    const path = newPath();
    const tar = pack();
    tar.entry({ name: "README.txt", type: "symlink", linkname: "/etc/passwd" });
    tar.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of tar) chunks.push(chunk as Buffer);
    await writeFile(path, gzipSync(Buffer.concat(chunks)));
    await refused(path, /it holds "README\.txt"/);
  });

  it("that unpacks to far too much", async () => {
    const path = newPath();
    const tar = pack();
    const size = 300 * 1024 * 1024;
    const bomb = tar.entry({ name: "json/deals.ndjson", size });
    const zeros = Buffer.alloc(1024 * 1024);
    const packed = pipeline(tar, createGzip({ level: 1 }), createWriteStream(path));
    for (let sent = 0; sent < size; sent += zeros.length)
      if (!bomb.write(zeros)) await once(bomb as unknown as Writable, "drain");
    bomb.end(null);
    tar.finalize();
    await packed;
    await refused(path, /unpacks to more than 100 times its size/);
  });

  /** Somebody who makes a manifest that fits what they have changed. */
  const forged = async (change: (copy: Map<string, Buffer>, manifest: Manifest) => unknown) => {
    return changed((copy) => {
      const manifest: Manifest = JSON.parse(String(copy.get("manifest.json")));
      change(copy, manifest);
      for (const about of manifest.tables.flatMap(({ json, csv }) => [json, csv])) {
        const content = copy.get(about.file) ?? Buffer.alloc(0);
        Object.assign(about, {
          bytes: content.length,
          sha256: createHash("sha256").update(content).digest("hex"),
        });
      }
      copy.delete("manifest.json");
      copy.set("manifest.json", Buffer.from(JSON.stringify(manifest)));
    });
  };
  const replaced = (copy: Map<string, Buffer>, name: string, from: string | RegExp, to: string) =>
    copy.set(name, Buffer.from(String(copy.get(name)).replace(from, to)));

  it("of another version, or with other tables", async () => {
    await refused(
      await forged((_, manifest) => Object.assign(manifest, { schemaVersion: "9999_later" })),
      /newer version \(9999_later\)/,
    );
    await refused(
      await forged((_, manifest) => Object.assign(manifest, { formatVersion: 2 })),
      /has the layout 2/,
    );
    await refused(
      await forged((_, manifest) => manifest.tables[2]?.columns.pop()),
      /tables of this archive are others than here/,
    );
  });

  it("whose audit log was edited before it was made", async () => {
    const { ctx } = await signedIn("owner");
    await makeCompany(ctx);
    const intruder = adminOf(ctx);
    await intruder`update audit_logs set action = 'company.deleted' where tenant_id = ${ctx.tenantId} and action = 'company.created'`;
    await intruder.end();
    const { path } = await exported(ctx.tenantId);
    await erased(ctx.tenantId);
    await expect(importTenant(path, { by })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(/audit log of this archive was tampered with.*company\.deleted/),
    });
    await nothingOf(ctx.tenantId);
  });

  it("forged: other rows than its hashes, rows of another workspace, a value of another type, a signature of nobody", async () => {
    const companies = "json/companies.ndjson";
    await refused(
      await forged((copy) => replaced(copy, companies, "Kan-code", "Cancity!")),
      /companies is not as it was/,
    );
    await refused(
      await forged((copy) =>
        replaced(copy, companies, /"tenant_id":"[^"]+"/, `"tenant_id":"${good.tenantId.replace(/.$/, "x")}"`),
      ),
      /is of another workspace/,
    );
    await refused(
      await forged((copy) => replaced(copy, companies, /"version":"\d+"/, '"version":"many"')),
      /rows of companies in this archive do not fit/,
    );
    await refused(
      await forged((_, { audit }) => audit && Object.assign(audit, { seq: audit.seq - 1 })),
      /signature of this archive's audit log/,
    );
  });
});
