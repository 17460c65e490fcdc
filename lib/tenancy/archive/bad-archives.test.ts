import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { beforeAll, describe, expect, it } from "vitest";
import { adminOf, makeCompany, signedIn } from "@/db/factories";
import { archived, by, erased, exported, filesOf, newPath, nothingOf, repacked } from "./archive.fixture";
import { importTenant } from "./import";
import type { Manifest } from "./manifest";

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
      await forged((_, { tenant }) => Object.assign(tenant.settings, { zone: "Mars/Olympus" })),
      /its manifest is wrong at tenant\.settings\.zone/,
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
