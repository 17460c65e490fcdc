import { eq, inArray, isNotNull, sql } from "drizzle-orm";
import { importRows, imports } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineCommand, whyNot } from "@/lib/kernel";
import { Conflict, Forbidden } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/rbac/permissions";
import type { Columns } from "../entities/types";
import { importId } from "../schema";
import { loadImport } from "../store";
import type { Revertible } from "./references";
import { takeBackCreated, takeBackUpdated, type Verdicts, type Written } from "./take-back";

/** What refers goes before what it refers to. */
const order: Revertible[] = ["deal", "contact", "company", "product", "member"];

/**
 * Takes an import back in one transaction: deletes what it created, restores what it changed. Records that were changed
 * since, or that others refer to, stay as they are, each with the reason.
 */
export const revertImport = defineCommand({
  name: "import.revert",
  permission: "import:create",
  heavy: true,
  input: importId,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const { entity, state, fileName } = await loadImport({ ctx, tx }, id);
    for (const verb of ["update", "delete"]) {
      const permission = `${entity}:${verb}` as Permission;
      if (!ctx.can(permission)) throw new Forbidden(whyNot(permission, ctx), { permission });
    }
    if (state !== "done")
      throw new Conflict(
        state === "reverted"
          ? "This import has been reverted already."
          : "Only an import that is done can be reverted.",
      );
    const verdicts: Verdicts = new Map();
    for (const kind of order) {
      const { created, updated } = await loadWritten({ ctx, tx }, id, kind);
      for (const [row, why] of await takeBackUpdated(kind, updated, { ctx, tx })) verdicts.set(row, why);
      for (const [row, why] of await takeBackCreated(kind, created, { ctx, tx })) verdicts.set(row, why);
    }
    await keepVerdicts({ ctx, tx }, verdicts);
    const kept = [...verdicts.values()].filter((why) => why !== null).length;
    const counts = { reverted: verdicts.size - kept, kept };
    await tx
      .update(imports)
      .set({
        state: "reverted",
        revertedAt: sql`now()`,
        counts: sql`${imports.counts} || ${JSON.stringify(counts)}::jsonb`,
        updatedBy: ctx.member?.id ?? null,
      })
      .where(within(ctx, imports, eq(imports.id, id)));
    audit({ action: "import.reverted", resource: { type: "import", id }, after: { fileName, ...counts } });
    return counts;
  },
});

type Where = { ctx: Context; tx: TenantTx };

async function loadWritten(
  { ctx, tx }: Where,
  importId: string,
  kind: Revertible,
): Promise<{ created: Written[]; updated: Written[] }> {
  const rows = await tx
    .select({
      rowId: importRows.id,
      outcome: importRows.outcome,
      id: importRows.resourceId,
      version: importRows.writtenVersion,
      before: importRows.before,
    })
    .from(importRows)
    .where(
      within(
        ctx,
        importRows,
        eq(importRows.importId, importId),
        eq(importRows.resourceType, kind),
        inArray(importRows.outcome, ["created", "related", "updated"]),
        isNotNull(importRows.resourceId),
      ),
    );
  const written = rows.map((row) => ({
    ...row,
    id: row.id ?? "",
    version: row.version ?? 1,
    before: row.before as Columns | null,
  }));
  return {
    created: written.filter(({ outcome }) => outcome !== "updated"),
    updated: written.filter(({ outcome }) => outcome === "updated"),
  };
}

async function keepVerdicts({ ctx, tx }: Where, verdicts: Verdicts): Promise<void> {
  const json = JSON.stringify([...verdicts].map(([id, why]) => ({ id, why })));
  await tx.execute(sql`
    update ${importRows} t
       set kept_because = r.why, reverted_at = case when r.why is null then now() end
      from json_to_recordset(${json}::json) as r(id uuid, why text)
     where t.tenant_id = ${ctx.tenantId}::uuid and t.id = r.id`);
}
