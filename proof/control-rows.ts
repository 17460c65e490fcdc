import { inControl } from "@/db/control";
import { makeUser } from "@/db/factories";
import {
  auditAnchors,
  migrationRuns,
  operators,
  placementMoves,
  supportSessions,
  tenantErasures,
  tenantMigrations,
} from "@/db/schema/control";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";

/** Rows about a tenant in those tables of the control plane that its creation leaves empty. */
export async function fillControl(
  { tenantId, placement, slug }: ProvisionedTenant,
  mark: string,
): Promise<{ support: string; run: string }> {
  const operator = await makeUser({ name: "Noor Haddad" });
  const now = new Date();
  return inControl("read write", async (tx) => {
    await tx.insert(operators).values({ userId: operator.id, addedBy: "proof" });
    const [support] = await tx
      .insert(supportSessions)
      .values({
        tenantId,
        userId: operator.id,
        reason: `Looks into ${mark}`,
        mode: "read",
        expiresAt: new Date(now.getTime() + 3_600_000),
      })
      .returning({ id: supportSessions.id });
    await tx.insert(placementMoves).values({
      tenantId,
      from: placement,
      to: placement,
      step: "cancelled",
      finishedAt: now,
      reason: mark,
    });
    const [run] = await tx
      .insert(migrationRuns)
      .values({ target: "0000_start", total: 1, done: 1, state: "done", finishedAt: now })
      .returning({ id: migrationRuns.id });
    await tx
      .insert(tenantMigrations)
      .values({ runId: run?.id ?? "", tenantId, wave: 0, version: "0000_start", state: "done" });
    await tx.insert(tenantErasures).values({
      tenantId,
      slug,
      name: mark,
      isolationLevel: placement.isolationLevel,
      confirmedBy: "proof",
      confirmedAt: now,
    });
    const head = { seq: 1, hash: Buffer.alloc(32), unchained: 0, signature: Buffer.alloc(64), keyId: "proof" };
    await tx.insert(auditAnchors).values({ tenantId, log: "tenant", ...head, updatedAt: now });
    return { support: support?.id ?? "", run: run?.id ?? "" };
  });
}
