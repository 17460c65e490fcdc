import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { pack } from "tar-stream";
import { afterAll, beforeAll, expect } from "vitest";
import { controlDb, inControl } from "@/db/control";
import { makeCompany, signedIn } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { jobs, placements, tenants } from "@/db/schema/control";
import { deleteTenant } from "../lifecycle/deletion";
import { eraseTenant } from "../lifecycle/erase";
import { beginErasure } from "../lifecycle/erasure";
import { bySystem } from "../lifecycle/happening";
import { exportTenant } from "./export";
import { entriesOf } from "./inspect";
import type { Manifest } from "./manifest";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenantry-archive-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

export const newPath = () => join(folder, `${randomBytes(6).toString("hex")}.tar.gz`);
const quiet = async () => {};
export const by = "test";

export async function exported(tenantId: string): Promise<{ path: string; manifest: Manifest }> {
  const path = newPath();
  const { archive, whole } = exportTenant(tenantId);
  await pipeline(archive, createWriteStream(path));
  return { path, manifest: await whole };
}

export async function erased(tenantId: string): Promise<void> {
  await bySystem(by, (tx) => deleteTenant(tx, { tenantId, by: { reason: by } }));
  await inControl("read write", (tx) =>
    beginErasure(tx, { tenantId, confirm: "Acme", confirmedBy: by, mine: true }),
  );
  await eraseTenant(tenantId, quiet);
}

/** A workspace with rows in every table, its archive, and nothing left of it here: as in another installation. */
export async function archived() {
  const made = await signedIn("owner");
  await fillEveryTable(made.ctx);
  const company = await makeCompany(made.ctx, { name: "Kan-code" });
  const file = await exported(made.ctx.tenantId);
  await erased(made.ctx.tenantId);
  return { ...made, ...file, company, tenantId: made.ctx.tenantId };
}

/** The files of an archive by name, and an archive of files. */
export async function filesOf(path: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const entry of entriesOf(path)) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk);
    files.set(entry.header.name, Buffer.concat(chunks));
  }
  return files;
}

export async function repacked(files: Iterable<[string, Buffer]>): Promise<string> {
  const path = newPath();
  const tar = pack();
  for (const [name, content] of files) tar.entry({ name }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  await writeFile(path, gzipSync(Buffer.concat(chunks)));
  return path;
}

export const nothingOf = async (tenantId: string) => {
  expect(await controlDb().$count(tenants, eq(tenants.id, tenantId))).toBe(0);
  expect(await controlDb().$count(placements, eq(placements.tenantId, tenantId))).toBe(0);
  expect(await controlDb().$count(jobs, eq(jobs.tenantId, tenantId))).toBe(0);
};
