import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Choices } from "@/lib/imports/choices";
import type { ImportEntity } from "@/lib/imports/fields/types";
import { importFile } from "@/lib/imports/import-file";
import type { Context } from "@/lib/kernel";
import type { NewStage } from "@/lib/tenancy/stages";

/** The stages that the pipeline's file names, with the chances that its sellers work with. */
export const acmeStages: NewStage[] = [
  { name: "Prospecting", probability: 20, kind: "open" },
  { name: "Engaging", probability: 60, kind: "open" },
  { name: "Won", probability: 100, kind: "won", requiredFields: ["valueMinor", "actualCloseDate"] },
  { name: "Lost", probability: 0, kind: "lost" },
];

/** One file of the demo's pipeline and how its gaps and slips are decided, as a person would in the browser. */
type DemoImport = { entity: ImportEntity; fileName: string; choices: Choices };

export const acmeImports: DemoImport[] = [
  { entity: "product", fileName: "products.csv", choices: { key: "name" } },
  {
    entity: "company",
    fileName: "accounts.csv",
    choices: {
      key: "name",
      units: { annual_revenue: "million" },
      names: {
        industry: { technolgy: { do: "use", name: "technology" } },
        country: { Philipines: { do: "use", name: "Philippines" } },
      },
    },
  },
  {
    entity: "deal",
    fileName: "sales_pipeline.csv",
    choices: {
      key: "external_id",
      dateFormat: "M/D/YYYY",
      create: ["owner"],
      names: { product: { GTXPro: { do: "use", name: "GTX Pro" } } },
    },
  },
];

/** Imports the pipeline into the demo's main workspace, in the order in which its files refer to each other. */
export async function importAcme(ctx: Context, log: (line: string) => void = () => {}): Promise<void> {
  for (const { entity, fileName, choices } of acmeImports) {
    const bytes = await readFile(join(process.cwd(), "db", "demo", "data", fileName));
    const result = await importFile(ctx, { entity, fileName, bytes }, choices);
    if (result.state !== "done") throw new Error(`${fileName}: ${result.failure}`);
    log(`${fileName}: ${result.counts.created} created, ${result.counts.error} not imported`);
  }
}
