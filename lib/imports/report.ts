import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { imports } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { type Context, defineCommand } from "@/lib/kernel";
import { log } from "@/lib/log";
import { importId } from "./schema";
import type { Watch } from "./write/watch";

/** A sign of life of a running import, on a connection of its own; tells whether it is to stop. */
const reportImport = defineCommand({
  name: "import.report",
  permission: "import:create",
  input: importId.extend({ done: z.number(), total: z.number() }),
  run: async ({ ctx, tx, input: { id, done, total }, audit }) => {
    const [row] = await tx
      .update(imports)
      .set({ rowsDone: done, rowsTotal: total, heartbeatAt: sql`now()` })
      .where(and(within(ctx, imports, eq(imports.id, id)), eq(imports.state, "running")))
      .returning({ cancelled: sql<boolean>`${imports.cancelRequestedAt} is not null` });
    audit.nothing("progress");
    return { cancelled: row?.cancelled ?? false };
  },
});

/** Reports twice a second until told to stop, one report at a time. One that fails is only one sign of life less. */
export function keepReporting(
  ctx: Context,
  id: string,
  watch: Watch,
  onProgress?: (watch: Watch) => void,
): () => Promise<void> {
  let stopped = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (stopped) return resolve();
      setTimeout(resolve, 500).unref();
    });
  const report = async () => {
    onProgress?.(watch);
    const { cancelled } = await reportImport(ctx, { id, done: watch.done, total: watch.total });
    watch.cancelled ||= cancelled;
  };
  const loop = (async () => {
    for (await pause(); !stopped; await pause())
      await report().catch((error: unknown) => log.warn({ err: error, id }, "import progress"));
  })();
  return () => {
    stopped = true;
    wake();
    return loop;
  };
}
