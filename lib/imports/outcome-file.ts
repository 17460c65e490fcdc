import { asc, eq } from "drizzle-orm";
import { importRows } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { toCsv } from "@/lib/export/csv";
import { defineQuery } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";
import { namesOf } from "./queries";
import { importId } from "./schema";
import { loadImport, loadTable } from "./store";
import { visibleImports } from "./visible";

/** The file again with what came of each row before it: for correcting what was not imported, and for the record. */
export const outcomeFile = defineQuery({
  name: "import.outcomes",
  permission: "import:read",
  heavy: true,
  input: importId,
  run: async ({ ctx, tx, input: { id } }) => {
    const { fileName, plan, ...file } = await loadImport({ ctx, tx }, id);
    const rows = await tx
      .select({
        line: importRows.line,
        outcome: importRows.outcome,
        message: importRows.message,
        resourceType: importRows.resourceType,
        resourceId: importRows.resourceId,
        revertedAt: importRows.revertedAt,
        kept: importRows.keptBecause,
      })
      .from(importRows)
      .where(within(ctx, importRows, eq(importRows.importId, id)))
      .orderBy(asc(importRows.line), asc(importRows.id));
    if (rows.length === 0)
      throw new Invalid("This import has not run to its end: there are no outcomes yet.");
    const table = await loadTable({ ctx, tx }, file, plan?.read);
    const readable = visibleImports(ctx) && (await namesOf(rows, { ctx, tx }));
    const cellsOf = new Map(table.rows.map(({ line, cells }) => [line, cells]));
    const csv = toCsv(
      ["line", "outcome", "reason", "record_type", "record_id", "reverted", ...table.columns],
      rows.map((row) => [
        row.line || "",
        row.outcome,
        row.message,
        row.resourceType,
        readable && !readable.has(row.resourceId ?? "") ? null : row.resourceId,
        row.kept ? `kept: ${row.kept}` : row.revertedAt ? "reverted" : "",
        ...(cellsOf.get(row.line) ?? []),
      ]),
    );
    return { fileName: `${fileName.replace(/\.[^.]*$/, "")}-outcome.csv`, csv };
  },
});
