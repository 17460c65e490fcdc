import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { BadInput, COMMAND_LINE, print } from "./output";

export function tenantExport(tenant: Command): void {
  tenant
    .command("export")
    .description("write all of a workspace to one archive, as CSV and JSON, with a manifest and hashes")
    .argument("<slug>", "its subdomain")
    .requiredOption("--out <file>", "such as acme.tar.gz")
    .action(async (slug: string, { out }: { out: string }, command: Command) => {
      // npm runs us in the clone, wherever it was called from.
      const path = resolve(process.env.INIT_CWD ?? ".", out);
      if (existsSync(path)) throw new BadInput(`There is a file ${out} already: name another one.`);
      const json = command.optsWithGlobals().json === true;
      await openForCommand();
      const manifest = await write(await announced(slug), path, json);
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const { size } = await stat(path);
      print(
        json,
        { file: path, bytes: size, rows, manifest },
        [
          `${manifest.tenant.name} is in ${out}: ${number(rows)} rows of ${manifest.tables.length} tables, ${number(size)} bytes.`,
          manifest.audit
            ? `Its audit log ends at #${number(manifest.audit.seq)}, signed with the key ${manifest.audit.keyId}.`
            : "Its audit log is empty.",
        ].join("\n"),
      );
    });
}

/** Written down in both logs before anything is read. Answers the tenant's id. */
async function announced(slug: string): Promise<string> {
  const { anyTenant } = await import("@/lib/tenancy/lifecycle/deletion");
  const { bySystem, exported } = await import("@/lib/tenancy/lifecycle/happening");
  const { own } = await bySystem(COMMAND_LINE, async (tx) => {
    const { id, name, state } = await anyTenant(tx, slug);
    if (state !== "ready") throw new BadInput(`${name} is not ready yet.`);
    return exported(id);
  });
  return own.tenantId;
}

/** Under another name until it is whole. */
async function write(tenantId: string, path: string, quiet: boolean) {
  const { exportTenant } = await import("@/lib/tenancy/archive/export");
  const part = `${path}.part`;
  let last = "";
  const { archive, whole } = exportTenant(tenantId, async ({ table, rows }) => {
    const line = `${table}: ${number(rows)} rows`;
    if (!quiet && line !== last) console.error(line);
    last = line;
  });
  const file = createWriteStream(part, { mode: 0o600 });
  try {
    await once(file, "open");
    await Promise.all([pipeline(archive, file), whole]);
    await rename(part, path);
    return await whole;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const number = (value: number): string => value.toLocaleString("en-US");
