import type { Command } from "commander";
import { openForCommand } from "../lib/cli-database";
import { table } from "../lib/steps";
import { BadInput, COMMAND_LINE, print } from "./output";

export function tenantErase(tenant: Command): void {
  tenant
    .command("erase")
    .description("take a deleted workspace away for good, with every row of it; only a receipt stays")
    .argument("<slug>", "its subdomain")
    .option("--confirm <name>", "its exact name")
    .action(async (slug: string, { confirm }: { confirm?: string }, command: Command) => {
      await openForCommand();
      const tenantId = await idOf(slug, confirm);
      const receipt = await erase(tenantId, confirm ?? "", command.optsWithGlobals().json === true);
      const rows = Object.values(receipt.counts ?? {}).reduce((sum, count) => sum + count, 0);
      print(
        command.optsWithGlobals().json === true,
        receipt,
        `${receipt.name} is erased: ${rows.toLocaleString("en-US")} rows. Its audit log ended at #${receipt.auditSeq ?? 0} (${receipt.auditHash ?? "empty"}). \`npm run tenantry -- tenant erasures\` shows the receipt.`,
      );
    });
}

/** @throws BadInput without the name: it stands in the sentence, to be typed */
async function idOf(slug: string, confirm: string | undefined): Promise<string> {
  const { controlDb } = await import("@/db/control");
  const { anyTenant } = await import("@/lib/tenancy/lifecycle/deletion");
  const { id, name } = await anyTenant(controlDb(), slug);
  if (confirm === undefined)
    throw new BadInput(`This cannot be undone. To erase it, add its exact name: --confirm "${name}"`);
  return id;
}

async function erase(tenantId: string, confirm: string, quiet: boolean) {
  const { inControl } = await import("@/db/control");
  const { beginErasure } = await import("@/lib/tenancy/lifecycle/erasure");
  const { platformEntry } = await import("@/lib/tenancy/lifecycle/happening");
  const { eraseTenant } = await import("@/lib/tenancy/lifecycle/erase");
  const { appendPlatformAudit } = await import("@/lib/kernel/audit-chain");
  await inControl("read write", async (tx) => {
    const order = { tenantId, confirm, confirmedBy: COMMAND_LINE, mine: true };
    const { platform } = await beginErasure(tx, order);
    await appendPlatformAudit(tx, [platformEntry(tenantId, platform, COMMAND_LINE)]);
  });
  return eraseTenant(tenantId, async ({ step }) => {
    if (step && !quiet) console.error(step);
  });
}

export function tenantErasures(tenant: Command): void {
  tenant
    .command("erasures")
    .description("list the receipts of workspaces that were erased")
    .action(async (_options, command: Command) => {
      await openForCommand();
      const { controlDb } = await import("@/db/control");
      const { listErasures } = await import("@/lib/tenancy/lifecycle/erasure");
      const receipts = await listErasures(controlDb());
      const lines = receipts.map(({ slug, name, confirmedBy, confirmedAt, erasedAt, auditSeq }) => [
        slug,
        name,
        confirmedBy,
        confirmedAt.toISOString(),
        erasedAt?.toISOString() ?? "not finished",
        String(auditSeq ?? ""),
      ]);
      const head = ["Slug", "Name", "Confirmed by", "Confirmed", "Erased", "Audit entries"];
      const text = receipts.length === 0 ? "No workspace was erased." : table([head, ...lines]);
      print(command.optsWithGlobals().json === true, receipts, text);
    });
}
