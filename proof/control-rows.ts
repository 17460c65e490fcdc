import { inControl } from "@/db/control";
import { visiting } from "@/db/factories";
import { migrationRuns, placementMoves, tenantErasures, tenantMigrations } from "@/db/schema/control";
import { anchorAll } from "@/lib/kernel/audit-anchors";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";

/** Rows about a tenant in those tables of the control plane that its creation leaves empty. */
export async function fillControl(
  tenant: ProvisionedTenant,
  words: string,
): Promise<{ support: string; run: string; move: string }> {
  const { tenantId, placement, slug } = tenant;
  const { id: support } = await visiting(tenant);
  const now = new Date();
  const made = await inControl("read write", async (tx) => {
    const [move] = await tx
      .insert(placementMoves)
      .values({ tenantId, from: placement, to: placement, step: "cancelled", finishedAt: now, reason: words })
      .returning({ id: placementMoves.id });
    const [run] = await tx
      .insert(migrationRuns)
      .values({ target: "0000_start", total: 1, done: 1, state: "done", finishedAt: now })
      .returning({ id: migrationRuns.id });
    if (!run || !move) throw new Error("The move or the run was not written.");
    await tx
      .insert(tenantMigrations)
      .values({ runId: run.id, tenantId, wave: 0, version: "0000_start", state: "done" });
    await tx.insert(tenantErasures).values({
      tenantId,
      slug,
      name: words,
      isolationLevel: placement.isolationLevel,
      confirmedBy: "proof",
      confirmedAt: now,
    });
    return { run: run.id, move: move.id };
  });
  await anchorAll([{ id: tenantId, slug }]);
  return { support, ...made };
}
