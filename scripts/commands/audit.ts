import type { Command } from "commander";
import type { LogReport } from "@/lib/kernel/audit-verify";
import { openForCommand } from "../lib/cli-database";
import { BadInput, print } from "./output";

const NAMES = { tenant: "its own log", platform: "the platform's log about it" };
const PROGRESS_EVERY = 50_000;

export function auditVerify(audit: Command): void {
  audit
    .command("verify")
    .description(
      "read the audit logs from beginning to end, and tell of every entry that is not as it was written",
    )
    .argument("[workspace]", "its subdomain; all workspaces without it")
    .action(async (slug: string | undefined, _options, command: Command) => {
      await openForCommand();
      const { auditedWorkspaces } = await import("@/lib/kernel/audit-anchors");
      const json = command.optsWithGlobals().json === true;
      const workspaces = slug ? [slug] : (await auditedWorkspaces()).map((workspace) => workspace.slug);
      const results: { workspace: string; logs: LogReport[] }[] = [];
      for (const workspace of workspaces) {
        const logs = await verify(workspace, json);
        results.push({ workspace, logs });
        if (!json) console.log(told(workspace, logs));
      }
      if (json) print(true, results, "");
      const wrong = results.filter(({ logs }) => logs.some(({ findings }) => findings.length > 0));
      if (wrong.length > 0) process.exitCode = 1;
    });
}

async function verify(workspace: string, quiet: boolean): Promise<LogReport[]> {
  const { verifyWorkspace } = await import("@/lib/kernel/audit-anchors");
  let last = 0;
  const reports = await verifyWorkspace(workspace, (log, done, total) => {
    if (quiet || (done - last < PROGRESS_EVERY && done !== 0)) return;
    last = done;
    if (done > 0) console.error(`${workspace}, ${NAMES[log]}: ${number(done)} of ${number(total)} entries`);
  });
  if (!reports)
    throw new BadInput(
      `There is no workspace named ${workspace}. \`npm run tenantry -- tenant list\` shows all.`,
    );
  return reports;
}

function told(workspace: string, reports: LogReport[]): string {
  const lines = reports.flatMap(({ log, entries, unchained, findings, more }) => {
    const before = unchained > 0 ? `, and ${number(unchained)} outside of the chain` : "";
    const head = `${workspace}, ${NAMES[log]}: ${number(entries)} entries in the chain${before}`;
    if (findings.length === 0) return [`✓ ${head}`];
    const rest = more > 0 ? [`  ... and ${number(more)} more`] : [];
    return [`✗ ${head}`, ...findings.map(({ message }) => `  ${message}`), ...rest];
  });
  return lines.join("\n");
}

const number = (count: number): string => count.toLocaleString("en-US");
