import { defineOperatorCommand } from "@/lib/kernel";
import { cancelMove, planMove } from "@/lib/tenancy/moves/plan";
import { byId, moveInput } from "./schema";

/** Moves a tenant to another level while it is in use: the worker does it, and the console shows how far it is. */
export const moveTenant = defineOperatorCommand({
  name: "console.move_tenant",
  input: moveInput,
  run: async ({ ctx, tx, input: { id, to, reason, ...place }, audit, tenantAudit }): Promise<void> => {
    const { host, port, secret: secretReference } = place;
    const elsewhere = to === "database" ? { host, port, secretReference } : undefined;
    const plan = { tenantId: id, to, elsewhere, reason, requestedBy: ctx.user.id };
    const { from } = await planMove(tx, plan);
    const changes = { before: { level: from.isolationLevel }, after: { level: to, reason } };
    audit({ action: "tenant.move_planned", resource: { type: "tenant", id }, ...changes });
    const resource = { type: "workspace" };
    await tenantAudit({ tenantId: id, action: "workspace.move_planned", resource, ...changes });
  },
});

/** Asks a move to stop: it takes back what it did, unless it is past the switch. */
export const stopMove = defineOperatorCommand({
  name: "console.stop_move",
  input: byId,
  run: async ({ tx, input: { id }, audit, tenantAudit }): Promise<void> => {
    const { tenantId } = await cancelMove(tx, id);
    audit({ action: "tenant.move_stop_requested", resource: { type: "tenant", id: tenantId } });
    const resource = { type: "workspace" };
    await tenantAudit({ tenantId, action: "workspace.move_stop_requested", resource });
  },
});
