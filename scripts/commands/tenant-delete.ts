import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { COMMAND_LINE, print } from "./output";

export function tenantDelete(tenant: Command): void {
  tenant
    .command("delete")
    .description("take a workspace away from everybody; for 30 days it can be brought back")
    .argument("<slug>", "its subdomain")
    .action(async (slug: string, _options, command: Command) => {
      await openForCommand();
      const { anyTenant, deleteTenant } = await import("@/lib/tenancy/lifecycle/deletion");
      const { bySystem } = await import("@/lib/tenancy/lifecycle/happening");
      const { name, until } = await bySystem(COMMAND_LINE, async (tx) => {
        const { id: tenantId } = await anyTenant(tx, slug);
        return deleteTenant(tx, { tenantId, by: { reason: COMMAND_LINE } });
      });
      print(
        command.optsWithGlobals().json === true,
        { slug, name, keptUntil: until },
        `${name} is deleted. Until ${until.toISOString()} this brings it back: npm run tenantry -- tenant restore ${slug}`,
      );
    });
}

export function tenantRestore(tenant: Command): void {
  tenant
    .command("restore")
    .description("bring a deleted workspace back, as it was")
    .argument("<slug>", "its subdomain")
    .action(async (slug: string, _options, command: Command) => {
      await openForCommand();
      const { anyTenant, restoreTenant } = await import("@/lib/tenancy/lifecycle/deletion");
      const { bySystem } = await import("@/lib/tenancy/lifecycle/happening");
      const { name } = await bySystem(COMMAND_LINE, async (tx) =>
        restoreTenant(tx, (await anyTenant(tx, slug)).id),
      );
      const { env } = await import("@/lib/env");
      const address = `${env.APP_SCHEME}://${slug}.${env.APP_HOST}`;
      print(
        command.optsWithGlobals().json === true,
        { slug, name, address },
        `${name} is back at ${address}. Its people sign in again.`,
      );
    });
}
