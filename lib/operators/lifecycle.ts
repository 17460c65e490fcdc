import { type Audit, defineOperatorCommand, operatorActor } from "@/lib/kernel";
import { deleteTenant, restoreTenant } from "@/lib/tenancy/lifecycle/deletion";
import { beginErasure } from "@/lib/tenancy/lifecycle/erasure";
import type { Happening } from "@/lib/tenancy/lifecycle/happening";
import { changeStatus, statusAfterLifting } from "@/lib/tenancy/lifecycle/status";
import { byId, eraseInput, suspendInput } from "./schema";

type Logs = { audit: Audit; tenantAudit: (entry: Happening["own"]) => Promise<void> };

/** Writes down on both sides what was done. */
async function record({ audit, tenantAudit }: Logs, { platform, own }: Happening): Promise<void> {
  audit(platform);
  await tenantAudit(own);
}

/** Lets a workspace be read, and not changed, and tells its people why. */
export const suspendTenant = defineOperatorCommand({
  name: "console.suspend_tenant",
  input: suspendInput,
  run: async ({ tx, input: { id, reason }, ...logs }): Promise<void> =>
    record(logs, await changeStatus(tx, { tenantId: id, to: "suspended", reason })),
});

/** Lifts a suspension: back to the trial while it lasts, else to an active workspace. */
export const resumeTenant = defineOperatorCommand({
  name: "console.resume_tenant",
  input: byId,
  run: async ({ tx, input: { id }, ...logs }): Promise<void> => {
    const to = await statusAfterLifting(tx, id);
    await record(logs, await changeStatus(tx, { tenantId: id, to, reason: null }));
  },
});

/** Takes a workspace away from everybody, and keeps all of it for 30 days. */
export const removeTenant = defineOperatorCommand({
  name: "console.delete_tenant",
  input: byId,
  run: async ({ ctx, tx, input: { id }, ...logs }): Promise<void> => {
    await record(logs, await deleteTenant(tx, { tenantId: id, by: operatorActor(ctx) }));
  },
});

/** Brings a deleted workspace back as it was. */
export const bringBackTenant = defineOperatorCommand({
  name: "console.restore_tenant",
  input: byId,
  run: async ({ tx, input: { id }, ...logs }): Promise<void> => record(logs, await restoreTenant(tx, id)),
});

/** Takes a deleted workspace away for good: the worker does it, and a receipt stays. */
export const eraseTenant = defineOperatorCommand({
  name: "console.erase_tenant",
  input: eraseInput,
  run: async ({ ctx, tx, input: { id, confirm }, audit }): Promise<void> => {
    const confirmedBy = `${ctx.user.name} (${ctx.user.email})`;
    const { platform } = await beginErasure(tx, { tenantId: id, confirm, confirmedBy });
    audit(platform);
  },
});
