import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Command } from "commander";
import type { ImportEntity } from "@/lib/imports/fields/types";
import { openForCommand } from "../lib/cli-database";
import { choicesOf, type ImportOptions } from "../lib/import-options";
import { codeOf } from "../lib/told";
import { BadInput, print } from "./output";

type Options = ImportOptions & { dryRun?: boolean };

const entities: Record<string, ImportEntity> = {
  companies: "company",
  contacts: "contact",
  deals: "deal",
  products: "product",
};
const list = (text: string, before: string[]) => [...before, ...text.split(",").map((part) => part.trim())];
const again = (text: string, before: string[]) => [...before, text];

export function importFile(program: Command): void {
  program
    .command("import")
    .description("import a CSV file into a workspace: all of it, or nothing")
    .argument("<workspace>", "its subdomain")
    .argument("<entity>", "companies, contacts, deals or products")
    .argument("<file>", "the CSV file")
    .option(
      "--key <field>",
      "the field that tells which record a row is, such as external_id, name, email or sku",
    )
    .option("--no-key", "recognise no record: every row is new")
    .option("--map <column=field>", "match a column with a field; column=- leaves it out", again, [])
    .option("--map-value <field:name=existing>", "what a name in the file stands for", again, [])
    .option("--create <fields>", "make what is not known, for these fields", list, [])
    .option("--leave-empty <fields>", "leave empty what is not known, for these fields", list, [])
    .option("--unit <field=million>", "what one unit of an amount stands for", again, [])
    .option("--currency <code>", "the currency of amounts; else the workspace's")
    .option("--date-format <format>", "such as M/D/YYYY")
    .option("--number-format <format>", "such as 1.234,56")
    .option("--encoding <name>", "when it is found wrongly")
    .option("--delimiter <sign>", "when it is found wrongly: , ; | or tab")
    .option("--no-header", "the first row is data")
    .option("--dry-run", "say what would happen, and write nothing")
    .action(run);
}

async function run(
  workspace: string,
  entityName: string,
  path: string,
  options: Options,
  command: Command,
): Promise<void> {
  const entity = entities[entityName] ?? Object.values(entities).find((one) => one === entityName);
  if (!entity)
    throw new BadInput(`"${entityName}" cannot be imported. Known: ${Object.keys(entities).join(", ")}.`);
  const bytes = await readBytes(path);
  const choices = await choicesOf(options);
  await openForCommand();
  const { systemContext } = await import("@/lib/kernel");
  const { draftImport } = await import("@/lib/imports/import-file");
  const { discardImport } = await import("@/lib/imports/commands");
  const { previewImport } = await import("@/lib/imports/preview");
  const { describeQuestion } = await import("@/lib/imports/describe");
  const { runImportToEnd } = await import("@/lib/imports/run");

  const json = command.optsWithGlobals().json === true;
  const ctx = await systemContext({ tenant: workspace, reason: "operator's command line" });
  const { id, plan } = await draftImport(ctx, { entity, fileName: basename(path), bytes }, choices);
  const preview = await previewImport(ctx, { id, plan });
  if (options.dryRun || preview.questions.length > 0) {
    const lines = [
      ...preview.notes,
      ...preview.problems.map(({ line, message }) => `line ${line}: ${message}`),
      ...preview.questions.map((question) => `? ${describeQuestion(entity, question)}`),
      `Would be: ${counted(preview.counts)}.`,
    ];
    if (preview.questions.length > 0) {
      lines.push(
        "Nothing was imported: answer with --date-format, --number-format, --map-value, --create or --leave-empty.",
      );
      process.exitCode = 2;
    }
    await discardImport(ctx, { id });
    return print(json, { plan, ...preview }, lines.join("\n"));
  }
  const result = await runImportToEnd(ctx, { id }, ({ done, total }) => {
    if (!json) console.error(`${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} rows`);
  });
  if (result.state !== "done") process.exitCode = 1;
  print(
    json,
    { id, ...result },
    result.state === "done" ? `✓ ${basename(path)}: ${counted(result.counts)}.` : `✗ ${result.failure}`,
  );
}

const counted = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count.toLocaleString("en-US")} ${what}`)
    .join(", ") || "nothing";

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    // npm runs us in the clone, wherever it was called from.
    return await readFile(resolve(process.env.INIT_CWD ?? ".", path));
  } catch (error) {
    if (codeOf(error) === "ENOENT") throw new BadInput(`There is no file ${path}.`);
    if (codeOf(error) === "EISDIR") throw new BadInput(`${path} is a folder: name the CSV file inside it.`);
    throw error;
  }
}
