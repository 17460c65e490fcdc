import { z } from "zod";
import { defineCommand } from "@/lib/kernel";
import { Conflict, Invalid } from "@/lib/kernel/errors";
import { queueTenantEntry } from "@/lib/kernel/tenant-audit";
import { isExporting } from "@/lib/tenancy/archive/download";
import { deleteTenant } from "@/lib/tenancy/lifecycle/deletion";
import { actorOf } from "@/lib/tenancy/support";
import { addressOf } from "@/lib/workspaces/addresses";
import { deleteInput } from "./schema";

/**
 * Deletes the workspace for everybody; for 30 days its owner can bring it back at the apex. Also while it is suspended. Answers where
 * to go from here. @throws Invalid when the name is not typed as it is
 */
export const deleteWorkspace = defineCommand({
  name: "workspace.delete",
  permission: "workspace:delete",
  store: "control",
  always: true,
  input: deleteInput,
  run: async ({ ctx, tx, input: { confirm }, audit }) => {
    const { name } = ctx.tenant;
    if (confirm !== name) {
      const message = `Type the name exactly as it is: ${name}`;
      throw new Invalid(message, { confirm: [message] });
    }
    const by = actorOf(ctx);
    const { platform, own, until } = await deleteTenant(tx, { tenantId: ctx.tenantId, by });
    await queueTenantEntry(tx, own, by);
    audit(platform);
    return { url: addressOf(null, "/workspaces"), until };
  },
});

/** Writes down that all of the workspace is taken out, and lets it begin. Also while it is suspended: the data are its people's. */
export const exportWorkspace = defineCommand({
  name: "workspace.export",
  permission: "workspace:export",
  always: true,
  input: z.void(),
  run: async ({ ctx, audit }) => {
    if (isExporting(ctx.tenantId)) throw new Conflict("An export of this workspace runs already.");
    audit({ action: "workspace.exported", resource: { type: "workspace" } });
    return { tenantId: ctx.tenantId };
  },
});
