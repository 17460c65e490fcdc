import { asc, eq, sql } from "drizzle-orm";
import { importParts, imports } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { type ImportPlan, planSchema } from "./plan";
import { ReadError } from "./read/error";
import { type ReadOptions, readTable, type Table } from "./read/read-table";
import { visibleImports } from "./visible";

type Where = { ctx: Context; tx: TenantTx };

/** A running import without a sign of life for this long is dead: its transaction is gone, and with it all that it wrote. */
export const stalled = sql<boolean>`(${imports.state} = 'running' and ${imports.heartbeatAt} < now() - interval '30 seconds')`;

/** The import's own row. @throws NotFound */
export async function loadImport({ ctx, tx }: Where, id: string) {
  const [found] = await tx
    .select({
      id: imports.id,
      entity: imports.entity,
      fileName: imports.fileName,
      fileSize: imports.fileSize,
      state: sql<
        (typeof imports.$inferSelect)["state"]
      >`case when ${stalled} then 'failed' else ${imports.state} end`,
      plan: imports.plan,
      startedAt: imports.startedAt,
    })
    .from(imports)
    .where(within(ctx, imports, eq(imports.id, id), visibleImports(ctx)));
  if (!found) throw new NotFound("This import does not exist.");
  return { ...found, plan: found.plan === null ? null : planSchema.parse(found.plan) };
}

/** The bytes of the file, put together from its parts. @throws Invalid while parts are missing. */
export async function loadBytes(
  { ctx, tx }: Where,
  { id, fileSize }: { id: string; fileSize: number },
): Promise<Uint8Array> {
  const parts = await tx
    .select({ bytes: importParts.bytes })
    .from(importParts)
    .where(within(ctx, importParts, eq(importParts.importId, id)))
    .orderBy(asc(importParts.part));
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  if (bytes.length !== fileSize)
    throw new Invalid("The upload of this file was not finished. Choose the file again.");
  return bytes;
}

/** Reads the file of an import; what is wrong with it reaches the person. @throws Invalid */
export async function loadTable(
  where: Where,
  file: { id: string; fileSize: number },
  options?: ReadOptions,
): Promise<Table> {
  const bytes = await loadBytes(where, file);
  try {
    return await readTable(bytes, options);
  } catch (error) {
    if (error instanceof ReadError) throw new Invalid(error.message, { file: [error.message] });
    throw error;
  }
}

/** The plan of an import that has one. @throws Invalid */
export function plannedOf({ plan }: { plan: ImportPlan | null }): ImportPlan {
  if (!plan) throw new Invalid("Match the columns of this import first.");
  return plan;
}
