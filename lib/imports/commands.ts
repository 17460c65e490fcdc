import { eq, inArray, sql } from "drizzle-orm";
import { importParts, imports } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineCommand } from "@/lib/kernel";
import { Conflict } from "@/lib/kernel/errors";
import { importId, partInput, planInput, startInput } from "./schema";
import { loadImport } from "./store";
import { visibleImports } from "./visible";

/** States in which nothing is written yet. */
const waiting: (typeof imports.$inferSelect)["state"][] = ["draft", "failed", "cancelled"];

/** Opens an import for a file; its bytes follow in parts. */
export const startImport = defineCommand({
  name: "import.start",
  permission: "import:create",
  input: startInput,
  run: async ({ ctx, tx, input, audit }) => {
    const [created] = await tx
      .insert(imports)
      .values({ ...input, tenantId: ctx.tenantId, createdBy: ctx.member?.id, updatedBy: ctx.member?.id })
      .returning({ id: imports.id });
    if (!created) throw new Error("The import was not written.");
    audit({ action: "import.started", resource: { type: "import", id: created.id }, after: input });
    return created;
  },
});

/** Keeps one part of the file. Sending a part again replaces it, so that a broken upload can go on. */
export const uploadImportPart = defineCommand({
  name: "import.upload",
  permission: "import:create",
  input: partInput,
  run: async ({ ctx, tx, input: { id, part, bytes }, audit }) => {
    const { state } = await loadImport({ ctx, tx }, id);
    if (state !== "draft") throw new Conflict("This import has run already: its file stays as it is.");
    await tx
      .insert(importParts)
      .values({ tenantId: ctx.tenantId, importId: id, part, bytes })
      .onConflictDoUpdate({
        target: [importParts.tenantId, importParts.importId, importParts.part],
        set: { bytes },
        setWhere: eq(importParts.tenantId, ctx.tenantId),
      });
    audit.nothing("a part of a file that import.started names");
  },
});

/** Keeps what the person decided so far. */
export const planImport = defineCommand({
  name: "import.plan",
  permission: "import:create",
  input: planInput,
  run: async ({ ctx, tx, input: { id, plan }, audit }) => {
    const saved = await tx
      .update(imports)
      .set({ plan, updatedBy: ctx.member?.id ?? null })
      .where(within(ctx, imports, eq(imports.id, id), inArray(imports.state, waiting), visibleImports(ctx)))
      .returning({ id: imports.id });
    if (saved.length === 0) {
      await loadImport({ ctx, tx }, id);
      throw new Conflict("This import is running or has run: its plan stays as it is.");
    }
    audit.nothing("a draft; import.done holds the plan");
  },
});

/** Asks a running import to stop. It does so between two batches and undoes all that it wrote. */
export const cancelImport = defineCommand({
  name: "import.cancel",
  permission: "import:create",
  input: importId,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const asked = await tx
      .update(imports)
      .set({ cancelRequestedAt: sql`now()` })
      .where(within(ctx, imports, eq(imports.id, id), eq(imports.state, "running"), visibleImports(ctx)))
      .returning({ id: imports.id });
    if (asked.length === 0) {
      await loadImport({ ctx, tx }, id);
      throw new Conflict("This import is not running.");
    }
    audit({ action: "import.cancel_requested", resource: { type: "import", id } });
  },
});

/** Throws away an import that has not written anything, with its file. */
export const discardImport = defineCommand({
  name: "import.discard",
  permission: "import:create",
  input: importId,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const { state, fileName } = await loadImport({ ctx, tx }, id);
    if (!waiting.includes(state))
      throw new Conflict("This import is running or has run: it stays on record.");
    await tx.delete(importParts).where(within(ctx, importParts, eq(importParts.importId, id)));
    await tx.delete(imports).where(within(ctx, imports, eq(imports.id, id)));
    audit({ action: "import.discarded", resource: { type: "import", id }, before: { fileName } });
  },
});
