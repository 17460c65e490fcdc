import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { print } from "./output";

export function dbCheck(db: Command): void {
  db.command("check")
    .description(
      "ask the database itself whether every table, key, policy and grant is as the product needs it",
    )
    .action(async (_options, command: Command) => {
      const { urls } = await openForCommand();
      const { checkDatabase } = await import("@/db/check/run");
      const findings = await checkDatabase(urls.adminUrl ?? urls.migratorUrl);
      const lines = findings.map((finding) => `✗ ${finding.message}`);
      const text = lines.length === 0 ? "✓ The database is as it should be." : lines.join("\n");
      print(command.optsWithGlobals().json === true, findings, text);
      if (findings.length > 0) process.exitCode = 1;
    });
}
