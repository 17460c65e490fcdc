import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { COMMAND_LINE, print } from "./output";

export function operatorRevoke(operator: Command): void {
  operator
    .command("revoke")
    .description("take the console away from somebody: their sessions there, and inside tenants, end at once")
    .argument("<e-mail>", "the address of their account")
    .action(async (email: string, _options, command: Command) => {
      await openForCommand();
      const { revokeOperator } = await import("@/lib/auth/operator-role");
      const revoked = await revokeOperator({ email, by: COMMAND_LINE });
      print(
        command.optsWithGlobals().json === true,
        { name: revoked.name, email: revoked.email },
        `${revoked.name} (${revoked.email}) is no operator any more.`,
      );
    });
}
