import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { imports } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { type Context, defineCommand, type Verb, whyNot } from "@/lib/kernel";
import { AppError, Conflict, Forbidden, Invalid } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import type { Permission } from "@/lib/rbac/permissions";
import { prepare } from "./prepare/prepare";
import { keepReporting } from "./report";
import { importId } from "./schema";
import { loadImport, loadTable, plannedOf, stalled } from "./store";
import type { Counts } from "./write/counts";
import { Cancelled, type Watch } from "./write/watch";
import { writePrepared } from "./write/write";

const constraints = {
  imports_running_key: {
    field: "id",
    message: "Another import is running in this workspace. Wait until it is done, or cancel it.",
  },
};

/** Marks an import as running; only one at a time may be in a workspace. A dead one is cleared away first. */
const claimImport = defineCommand({
  name: "import.run",
  permission: "import:create",
  input: importId,
  constraints,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const found = await loadImport({ ctx, tx }, id);
    plannedOf(found);
    for (const verb of ["create", "update"]) {
      const permission = `${found.entity}:${verb}` as Permission;
      if (!ctx.can(permission)) throw new Forbidden(whyNot(permission, ctx), { permission });
    }
    await tx
      .update(imports)
      .set({ state: "failed", failure: "The server stopped while this import ran. Nothing was written." })
      .where(within(ctx, imports, stalled));
    if (!["draft", "failed", "cancelled"].includes(found.state))
      throw new Conflict("This import is running or has run already.");
    await tx
      .update(imports)
      .set({
        state: "running",
        startedAt: sql`now()`,
        heartbeatAt: sql`now()`,
        finishedAt: null,
        cancelRequestedAt: null,
        failure: null,
        counts: null,
        rowsDone: 0,
        rowsTotal: null,
        updatedBy: ctx.member?.id ?? null,
      })
      .where(within(ctx, imports, eq(imports.id, id)));
    audit({ action: "import.run", resource: { type: "import", id }, after: { fileName: found.fileName } });
    return { id };
  },
});

const taken = {
  field: "id",
  message:
    "While this import ran, somebody added a record with the same number. Nothing was written: run it again.",
};

/** Everything that the import changes, in one transaction: all of it is there at the end, or nothing. */
const writeImport = defineCommand({
  name: "import.write",
  permission: "import:create",
  heavy: true,
  input: importId.extend({ watch: z.custom<Watch>() }),
  constraints: {
    companies_external_id_key: taken,
    contacts_external_id_key: taken,
    deals_external_id_key: taken,
    products_sku_key: taken,
  },
  run: async ({ ctx, tx, input: { id, watch }, audit }) => {
    const { entity, ...file } = await loadImport({ ctx, tx }, id);
    const plan = plannedOf(file);
    const table = await loadTable({ ctx, tx }, file, plan.read);
    watch.total = table.rows.length;
    const prepared = await prepare(entity, table, plan, { ctx, tx });
    const [open] = prepared.questions;
    if (open)
      throw new Invalid(
        `${prepared.questions.length} questions about this file are open, the first about the field “${open.field}”. Answer them first.`,
      );
    const counts = await writePrepared(entity, prepared, watch, { ctx, tx, importId: id });
    const done = await tx
      .update(imports)
      .set({ state: "done", counts, rowsDone: watch.done, rowsTotal: watch.total, finishedAt: sql`now()` })
      .where(and(within(ctx, imports, eq(imports.id, id)), eq(imports.state, "running")))
      .returning({ id: imports.id });
    // Somebody declared it dead meanwhile: what it wrote must not appear after all.
    if (done.length === 0) throw new Cancelled();
    audit({
      action: "import.done",
      resource: { type: "import", id },
      after: { entity, fileName: file.fileName, counts, plan },
    });
    return counts;
  },
});

const endImport = defineCommand({
  name: "import.end",
  permission: "import:create",
  input: importId.extend({ state: z.enum(["failed", "cancelled"]), failure: z.string() }),
  run: async ({ ctx, tx, input: { id, state, failure }, audit }) => {
    await tx
      .update(imports)
      .set({ state, failure, finishedAt: sql`now()` })
      .where(and(within(ctx, imports, eq(imports.id, id)), eq(imports.state, "running")));
    audit({ action: `import.${state}`, resource: { type: "import", id }, after: { failure } });
  },
});

export type RunResult =
  | { state: "done"; counts: Counts }
  | { state: "failed" | "cancelled"; failure: string };

/** Runs an import and waits for its end; what went wrong is told in the result and kept with the import. */
export async function runImportToEnd(
  ctx: Context,
  input: { id: string },
  onProgress?: (watch: Watch) => void,
): Promise<RunResult> {
  await claimImport(ctx, input);
  return carryOut(ctx, input.id, onProgress);
}

/**
 * Starts an import and returns at once: it goes on in this process whether or not anybody waits, and its row tells how
 * far it is. When the process dies the transaction dies with it, and the row is taken for failed.
 */
export const runImport: Verb<Context, z.input<typeof importId>, { id: string }> = Object.assign(
  async (ctx: Context, input: z.input<typeof importId>) => {
    const claimed = await claimImport(ctx, input);
    void carryOut(ctx, claimed.id).catch((error: unknown) =>
      log.error({ err: error, id: claimed.id }, "import"),
    );
    return claimed;
  },
  { info: claimImport.info },
);

async function carryOut(ctx: Context, id: string, onProgress?: (watch: Watch) => void): Promise<RunResult> {
  const watch: Watch = { done: 0, total: 0, cancelled: false };
  const stop = keepReporting(ctx, id, watch, onProgress);
  try {
    return { state: "done", counts: await writeImport(ctx, { id, watch }) };
  } catch (error) {
    const state = error instanceof Cancelled ? "cancelled" : "failed";
    const failure = explain(error, id);
    await stop();
    await endImport(ctx, { id, state, failure });
    return { state, failure };
  } finally {
    await stop();
  }
}

function explain(error: unknown, id: string): string {
  if (error instanceof Cancelled || error instanceof AppError) return error.message;
  log.error({ err: error, id }, "import failed");
  return `Something failed on our side. Nothing was written. Its number is ${id}.`;
}
