import { Command, CommanderError } from "commander";
import { AppError } from "@/lib/kernel/errors";
import { auditVerify } from "./commands/audit";
import { can } from "./commands/can";
import { dbCheck } from "./commands/db-check";
import { dbMigrate } from "./commands/db-migrate";
import { importFile } from "./commands/import";
import { operatorAdd } from "./commands/operator-add";
import { operatorList } from "./commands/operator-list";
import { operatorRevoke } from "./commands/operator-revoke";
import { BadInput } from "./commands/output";
import { tenantCreate } from "./commands/tenant-create";
import { tenantDelete, tenantRestore } from "./commands/tenant-delete";
import { tenantErase, tenantErasures } from "./commands/tenant-erase";
import { tenantExport } from "./commands/tenant-export";
import { tenantImport } from "./commands/tenant-import";
import { tenantList } from "./commands/tenant-list";
import { tenantMove } from "./commands/tenant-move";
import { tenantResume, tenantStatus, tenantSuspend } from "./commands/tenant-status";
import { runScript } from "./lib/lifecycle";

const program = new Command("npm run tenantry --")
  .description("The operator's commands of this Tenantry.")
  .option("--json", "print the result for programs: npm run --silent tenantry -- tenant list --json")
  .showHelpAfterError(false)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "✗ ")) })
  .exitOverride();

const tenant = program.command("tenant").description("workspaces");
tenantCreate(tenant);
tenantList(tenant);
tenantMove(tenant);
tenantStatus(tenant);
tenantSuspend(tenant);
tenantResume(tenant);
tenantDelete(tenant);
tenantRestore(tenant);
tenantErase(tenant);
tenantErasures(tenant);
tenantExport(tenant);
tenantImport(tenant);
const operator = program.command("operator").description("the people who run the platform");
operatorAdd(operator);
operatorRevoke(operator);
operatorList(operator);
importFile(program);
can(program);
const audit = program.command("audit").description("who did what");
auditVerify(audit);
const db = program.command("db").description("the database");
dbCheck(db);
dbMigrate(db);

/** 0 when it was done, 1 when it failed, 2 when what was typed cannot be done. */
async function main(): Promise<number> {
  try {
    await program.parseAsync(process.argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof AppError || error instanceof BadInput)) throw error;
    console.error(`✗ ${error.message}`);
    return 2;
  }
}

await runScript(main);
