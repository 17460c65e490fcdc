import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Choices } from "@/lib/imports/choices";
import type { ImportEntity } from "@/lib/imports/fields/types";
import { importFile } from "@/lib/imports/import-file";
import type { Context } from "@/lib/kernel";
import { imports } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";

const files: { entity: ImportEntity; fileName: string; choices: Choices }[] = [
  { entity: "product", fileName: "products.csv", choices: { key: "name" } },
  {
    entity: "company",
    fileName: "companies.csv",
    choices: { key: "name", create: ["owner", "industry", "country"] },
  },
  { entity: "contact", fileName: "contacts.csv", choices: { key: "email" } },
  { entity: "deal", fileName: "deals.csv", choices: { key: "external_id", dateFormat: "YYYY-MM-DD" } },
];

/** Imports the four files of a small workspace, written by hand, in the order in which they refer to each other. */
export async function importFolder(ctx: Context): Promise<void> {
  for (const { entity, fileName, choices } of files) {
    const bytes = await readFile(join(process.cwd(), "db", "demo", ctx.tenant.slug, fileName));
    await importWhole(ctx, { entity, fileName, bytes }, choices);
  }
}

/** Imports a file of which every row must go in. */
export async function importWhole(
  ctx: Context,
  file: Parameters<typeof importFile>[1],
  choices: Choices,
): Promise<void> {
  const result = await importFile(ctx, file, { numberFormat: "1,234.56", ...choices });
  if (result.state !== "done") throw new Error(`${file.fileName}: ${result.failure}`);
  if (result.counts.error > 0) throw new Error(`${file.fileName}: ${result.counts.error} rows have errors`);
}

/** An import that a killed load left running holds the workspace's one place for another half minute: nobody runs it. */
export async function forgetKilledImports(ctx: Context): Promise<void> {
  await withTenant(ctx, "read write", (tx) =>
    tx
      .update(imports)
      .set({ state: "failed", failure: "The server stopped while this import ran. Nothing was written." })
      .where(and(within(ctx, imports), eq(imports.state, "running"))),
  );
}
