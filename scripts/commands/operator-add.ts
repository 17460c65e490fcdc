import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { COMMAND_LINE, print } from "./output";

export function operatorAdd(operator: Command): void {
  operator
    .command("add")
    .description(
      "let somebody who has signed up run the platform: the console is theirs from the next sign-in",
    )
    .argument("<e-mail>", "the address of their account")
    .action(async (email: string, _options, command: Command) => {
      await openForCommand();
      const { grantOperator } = await import("@/lib/auth/operator-role");
      const added = await grantOperator({ email, by: COMMAND_LINE });
      const { env } = await import("@/lib/env");
      const address = `${env.APP_SCHEME}://admin.${env.APP_HOST}`;
      print(
        command.optsWithGlobals().json === true,
        { name: added.name, email: added.email, console: address },
        `${added.name} (${added.email}) is an operator, and signs in at ${address}.`,
      );
    });
}
