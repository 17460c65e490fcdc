import { asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { importRows, imports, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { importEntities } from "./fields/types";
import { nameRecords } from "./name-records";
import { importId, rowsInput } from "./schema";
import { stalled } from "./store";
import { visibleImports } from "./visible";

const summary = {
  id: imports.id,
  entity: imports.entity,
  fileName: imports.fileName,
  fileSize: imports.fileSize,
  state: sql<
    (typeof imports.$inferSelect)["state"]
  >`case when ${stalled} then 'failed' else ${imports.state} end`,
  failure: sql<
    string | null
  >`case when ${stalled} then 'The server stopped while this import ran. Nothing was written.' else ${imports.failure} end`,
  counts: imports.counts,
  rowsDone: imports.rowsDone,
  rowsTotal: imports.rowsTotal,
  createdAt: imports.createdAt,
  startedAt: imports.startedAt,
  finishedAt: imports.finishedAt,
  revertedAt: imports.revertedAt,
  cancelRequestedAt: imports.cancelRequestedAt,
  by: members.displayName,
};

/** The latest 100 imports, newest first. */
export const listImports = defineQuery({
  name: "import.list",
  permission: "import:read",
  input: z.object({}),
  run: ({ ctx, tx }) =>
    tx
      .select(summary)
      .from(imports)
      .leftJoin(members, within(ctx, members, eq(members.id, imports.createdBy)))
      .where(within(ctx, imports, visibleImports(ctx)))
      .orderBy(desc(imports.createdAt), desc(imports.id))
      .limit(100),
});

/** One import: how far it is, or what came of it. */
export const getImport = defineQuery({
  name: "import.get",
  permission: "import:read",
  input: importId,
  run: async ({ ctx, tx, input }) => {
    const [found] = await tx
      .select({ ...summary, plan: imports.plan })
      .from(imports)
      .leftJoin(members, within(ctx, members, eq(members.id, imports.createdBy)))
      .where(within(ctx, imports, eq(imports.id, input.id), visibleImports(ctx)));
    if (!found) throw new NotFound("This import does not exist.");
    return found;
  },
});

const pageSize = 100;

/** What came of the rows, 100 at a time in the order of the file; records made on the way (line 0) come first. */
export const listImportRows = defineQuery({
  name: "import.rows",
  permission: "import:read",
  input: rowsInput,
  run: async ({ ctx, tx, input: { id, outcome, after } }) => {
    const seen = visibleImports(ctx);
    const rows = await tx
      .select({
        id: importRows.id,
        line: importRows.line,
        outcome: importRows.outcome,
        message: importRows.message,
        resourceType: importRows.resourceType,
        resourceId: importRows.resourceId,
        revertedAt: importRows.revertedAt,
        keptBecause: importRows.keptBecause,
      })
      .from(importRows)
      .where(
        within(
          ctx,
          importRows,
          eq(importRows.importId, id),
          seen &&
            inArray(
              importRows.importId,
              sql`(select ${imports.id} from ${imports} where ${within(ctx, imports, seen)})`,
            ),
          outcome === "kept" ? isNotNull(importRows.keptBecause) : outcome && eq(importRows.outcome, outcome),
          after && sql`(${importRows.line}, ${importRows.id}) > (${after.line}, ${after.id}::uuid)`,
        ),
      )
      .orderBy(asc(importRows.line), asc(importRows.id))
      .limit(pageSize + 1);
    const names = await namesOf(rows, { ctx, tx });
    const last = rows[pageSize - 1];
    const next = rows.length > pageSize && last ? { line: last.line, id: last.id } : null;
    const named = rows.slice(0, pageSize).map((row) => {
      const name = names.get(row.resourceId ?? "") ?? null;
      // Of a record that they may not read they learn no id either; for others, one without a name is deleted.
      return { ...row, name, resourceId: name === null && seen ? null : row.resourceId };
    });
    return { rows: named, next };
  },
});

type Listed = { resourceType: string | null; resourceId: string | null };

/** What the records of some rows are called now; those that are deleted, or not the member's to read, have no name here. */
export async function namesOf(
  rows: Listed[],
  where: { ctx: Context; tx: TenantTx },
): Promise<Map<string, string>> {
  const named = await Promise.all(
    importEntities.map((entity) => {
      const ids = rows.flatMap(({ resourceType, resourceId }) =>
        resourceType === entity && resourceId ? [resourceId] : [],
      );
      return ids.length > 0 ? nameRecords(entity, ids, where) : [];
    }),
  );
  return new Map(named.flat().map(({ id, name }) => [id, name]));
}
