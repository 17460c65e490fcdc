import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { table } from "../lib/steps";
import { print } from "./output";

export function operatorList(operator: Command): void {
  operator
    .command("list")
    .description("list the people who run the platform")
    .action(async (_options, command: Command) => {
      await openForCommand();
      const { listOperatorRoles } = await import("@/lib/auth/operator-role");
      const rows = await listOperatorRoles();
      const lines = rows.map(({ name, email, createdAt }) => [name, email, createdAt.toISOString()]);
      const text =
        rows.length === 0
          ? "No operator yet. `npm run tenantry -- operator add <e-mail>` makes one."
          : table([["Name", "E-mail", "Since"], ...lines]);
      print(command.optsWithGlobals().json === true, rows, text);
    });
}
