import { type Command, Option } from "commander";
import type { TenantStatus } from "@/lib/tenancy/lifecycle/status";
import { openForCommand } from "../lib/cli-database";
import { COMMAND_LINE, print } from "./output";

export function tenantStatus(tenant: Command): void {
  tenant
    .command("status")
    .description("tell how a workspace stands, or put it in another status")
    .argument("<slug>", "its subdomain")
    .addOption(
      new Option("--set <status>", "the new one").choices([
        "trial",
        "active",
        "past_due",
        "suspended",
        "churned",
      ]),
    )
    .option("--reason <sentence>", "why, as its people are told")
    .action(
      async (slug: string, { set, reason }: { set?: TenantStatus; reason?: string }, command: Command) => {
        await openForCommand();
        if (set) await change(slug, set, reason ?? null);
        await show(slug, command);
      },
    );
}

export function tenantSuspend(tenant: Command): void {
  tenant
    .command("suspend")
    .description("let a workspace be read, and not changed, until it is resumed")
    .argument("<slug>", "its subdomain")
    .requiredOption("--reason <sentence>", "why, as its people are told")
    .action(async (slug: string, { reason }: { reason: string }, command: Command) => {
      await openForCommand();
      await change(slug, "suspended", reason);
      await show(slug, command);
    });
}

export function tenantResume(tenant: Command): void {
  tenant
    .command("resume")
    .description("lift a suspension: back to the trial while it lasts, else to an active workspace")
    .argument("<slug>", "its subdomain")
    .action(async (slug: string, _options, command: Command) => {
      await openForCommand();
      await change(slug, null, null);
      await show(slug, command);
    });
}

/** `to` null is what lifting a suspension leads to. */
async function change(slug: string, to: TenantStatus | null, reason: string | null): Promise<void> {
  const { anyTenant } = await import("@/lib/tenancy/lifecycle/deletion");
  const { bySystem } = await import("@/lib/tenancy/lifecycle/happening");
  const { changeStatus, statusAfterLifting } = await import("@/lib/tenancy/lifecycle/status");
  await bySystem(COMMAND_LINE, async (tx) => {
    const { id: tenantId } = await anyTenant(tx, slug);
    return changeStatus(tx, { tenantId, to: to ?? (await statusAfterLifting(tx, tenantId)), reason });
  });
}

async function show(slug: string, command: Command): Promise<void> {
  const { controlDb } = await import("@/db/control");
  const { anyTenant } = await import("@/lib/tenancy/lifecycle/deletion");
  const { mayBecome, statusName } = await import("@/lib/tenancy/lifecycle/status");
  const found = await anyTenant(controlDb(), slug);
  const { name, status, statusReason, deletedAt, keptUntil } = found;
  const next = mayBecome(status);
  const lines = [
    `${name} is ${statusName(status)}, at the level ${found.isolationLevel}.${statusReason ? ` ${statusReason}` : ""}`,
    ...(status === "trial" ? [`Its trial ends at ${found.trialEndsAt?.toISOString()}.`] : []),
    ...(deletedAt
      ? [
          `It was deleted at ${deletedAt.toISOString()}, and can be brought back until ${keptUntil.toISOString()}.`,
        ]
      : []),
    `It can become: ${next.map(statusName).join(", ")}.`,
  ];
  print(command.optsWithGlobals().json === true, { ...found, mayBecome: next }, lines.join("\n"));
}
