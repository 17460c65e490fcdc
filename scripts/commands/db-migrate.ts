import type { Command } from "commander";
import type { Plan } from "@/db/migrate/plan";
import type { TenantsOutcome } from "@/db/migrate/tenants";
import { openForCommand } from "../lib/cli-database";
import { failuresOf, migrateEverything } from "../lib/migrate";
import { codeOf } from "../lib/told";
import { BadInput, print } from "./output";

type Options = { dryRun?: boolean; canary?: string; waveSize?: string };

export function dbMigrate(db: Command): void {
  db.command("migrate")
    .description(
      "bring the control plane and every workspace to this version: one workspace first, then wave after wave",
    )
    .option("--dry-run", "say what would be done, try it at the first workspace, and change nothing")
    .option(
      "--canary <workspace>",
      "which one goes first; without it one that failed before, or the smallest",
    )
    .option("--wave-size <number>", "the most workspaces in one wave", "20")
    .action(async ({ dryRun, canary, waveSize }: Options, command: Command) => {
      const size = Number(waveSize);
      if (!Number.isInteger(size) || size < 1) throw new BadInput("A wave has a size of at least 1.");
      const json = command.optsWithGlobals().json === true;
      const { urls } = await openForCommand({ asItIs: true });
      if (dryRun || canary) await requireOwnPlace(urls.migratorUrl, canary);
      if (dryRun) {
        const { planMigrations } = await import("@/db/migrate/plan");
        const plan = await planMigrations({ migratorUrl: urls.migratorUrl, canary, waveSize: size });
        print(json, plan, toldPlan(plan));
        if (plan.broken.length > 0 || plan.trial?.error) process.exitCode = 1;
        return;
      }
      const log = (line: string) => console.error(line);
      const result = await migrateEverything(urls, { canary, waveSize: size, log });
      print(json, result, toldResult(result.applied, result.tenants));
      if (result.tenants.failed.length > 0) process.exitCode = 1;
    });
}

/** @throws BadInput for a workspace that cannot go first, and for a database in which there is nothing yet. */
async function requireOwnPlace(migratorUrl: string, slug?: string): Promise<void> {
  const { OwnerConnection } = await import("@/db/migrate/owner");
  const { ownPlaces } = await import("@/db/migrate/survey");
  const places = await new OwnerConnection(migratorUrl)
    .use((sql) => ownPlaces(sql))
    .catch((error: unknown) => {
      if (!["28P01", "28000"].includes(codeOf(error))) throw error;
      throw new BadInput(
        "This database does not know the owner of the tables: nothing is installed yet (`npm run tenantry -- db migrate` does), or MIGRATOR_DATABASE_URL has another password.",
      );
    });
  if (slug && !places.some((place) => place.slug === slug)) {
    throw new BadInput(
      `${slug} names no workspace with a schema or a database of its own: it cannot go first.`,
    );
  }
}

function toldResult(applied: number, { done, untouched, failed }: TenantsOutcome): string {
  const common = applied > 0 ? `${count(applied, "migration")} applied` : "up to date";
  const rest = failed.length === 0 ? "" : `, ${count(failed.length, "failure")}`;
  return [
    `✓ Control plane and shared schema: ${common}.`,
    `${failed.length > 0 ? "✗" : "✓"} Workspaces with a place of their own: ${done} brought to this version${rest}.`,
    ...failuresOf({ done, untouched, failed }).map((line) => `  ${line}`),
    ...(untouched > 0
      ? [`  ${count(untouched, "workspace")} not begun. All are served. Mend it, and run this again.`]
      : []),
  ].join("\n");
}

function toldPlan({ control, shared, waves, broken, current, trial }: Plan): string {
  const list = (versions: string[]) => versions.join(", ") || "up to date";
  return [
    `Control plane: ${list(control)}`,
    `Shared schema: ${list(shared)}`,
    ...waves.flatMap((wave, index) => [
      `Wave ${index + 1}`,
      ...wave.map(
        ({ name, slug, level, version, missing }) =>
          `  ${name} (${slug}, ${level}), at ${version ?? "nothing"}: ${missing.join(", ") || "policies and partitions"}`,
      ),
    ]),
    current === 1
      ? "1 workspace with a place of its own is up to date."
      : `${current} workspaces with a place of their own are up to date.`,
    ...broken.map(({ name, slug, reason }) => `✗ ${name} (${slug}): ${reason}`),
    ...(trial ? toldTrial(trial) : []),
    "Nothing was changed.",
  ].join("\n");
}

function toldTrial({ slug, tried, notTried, error }: NonNullable<Plan["trial"]>): string[] {
  const waiting = notTried.length > 0 ? ` Not tried, outside of a transaction: ${notTried.join(", ")}.` : "";
  if (error) return [`✗ ${slug} refused ${error}`];
  if (tried.length === 0) return [`·${waiting}`];
  return [`✓ ${slug} took ${tried.join(", ")}, and was rolled back.${waiting}`];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
