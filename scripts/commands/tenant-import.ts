import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import type { Elsewhere, IsolationLevel } from "@/db/placement";
import { openForCommand } from "../lib/cli-database";
import { BadInput, COMMAND_LINE, print } from "./output";

type Options = {
  slug?: string;
  level?: IsolationLevel;
  owner?: string;
  host?: string;
  port?: string;
  database?: string;
  secret?: string;
};

export function tenantImport(tenant: Command): void {
  tenant
    .command("import")
    .description("make a workspace of an archive, with the same rows: all of it, or nothing")
    .argument("<file>", "what `tenant export` has written, here or elsewhere")
    .option("--slug <slug>", "another subdomain than the one that it had")
    .addOption(
      new Option("--level <level>", "another isolation level than the one that it had").choices([
        "shared",
        "schema",
        "database",
      ]),
    )
    .option("--owner <e-mail>", "who gets in: the address of an account here")
    .option("--host <host>", "at the level database: another server")
    .option("--port <port>", "its port")
    .option("--database <name>", "the name of the database")
    .option("--secret <name>", "the entry of PLACEMENT_SECRETS with its passwords")
    .action(async (file: string, options: Options, command: Command) => {
      const path = resolve(process.env.INIT_CWD ?? ".", file);
      if (!existsSync(path)) throw new BadInput(`There is no file ${file}.`);
      const json = command.optsWithGlobals().json === true;
      await openForCommand();
      const { importTenant } = await import("@/lib/tenancy/archive/import");
      let last = "";
      const imported = await importTenant(
        path,
        { ...options, elsewhere: elsewhereOf(options), by: COMMAND_LINE },
        async ({ step, done, total }) => {
          const line = total ? `${step}: ${number(done ?? 0)} of ${number(total)} rows` : step;
          if (!json && line !== last) console.error(line);
          last = line;
        },
      );
      const { env } = await import("@/lib/env");
      const address = `${env.APP_SCHEME}://${imported.slug}.${env.APP_HOST}`;
      const rows = Object.values(imported.tables).reduce((sum, table) => sum + table.rows, 0);
      const lines = [
        `${imported.name} is at ${address}, at the level ${imported.isolationLevel}.`,
        `${number(rows)} rows of ${Object.keys(imported.tables).length} tables: counts and hashes are those of the archive.`,
        imported.audit
          ? `Its audit log verifies: ${number(imported.audit.entries)} entries, signed there with the key ${imported.audit.keyId}, and here anew.`
          : "Its audit log is empty.",
        imported.owner
          ? `${imported.owner.email} owns it.`
          : "Nobody gets in yet: import it with --owner to let somebody in.",
      ];
      print(json, { ...imported, address }, lines.join("\n"));
    });
}

function elsewhereOf({ host, port, database, secret }: Options): Elsewhere | undefined {
  if (port && !/^\d{1,5}$/.test(port)) throw new BadInput(`"${port}" is no port.`);
  const given = {
    ...(host && { host }),
    ...(port && { port: Number(port) }),
    ...(database && { databaseName: database }),
    ...(secret && { secretReference: secret }),
  };
  return Object.keys(given).length > 0 ? given : undefined;
}

const number = (value: number): string => value.toLocaleString("en-US");
