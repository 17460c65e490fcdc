import { z } from "zod";
import { defineControlCommand, defineControlQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { queueTenantEntry } from "@/lib/kernel/tenant-audit";
import { restoreTenant } from "@/lib/tenancy/lifecycle/deletion";
import { restorableBy } from "@/lib/tenancy/lifecycle/restorable";

/** The deleted workspaces that the person can bring back, by name. */
export const listDeletedWorkspaces = defineControlQuery({
  name: "workspace.list_deleted",
  permission: "signed-in",
  input: z.void(),
  prepare: ({ ctx }) => restorableBy(ctx.user?.id ?? ""),
  run: async ({ prepared }) => prepared,
});

/**
 * Brings a deleted workspace back, as it was.
 * @throws NotFound when there is none of this id that the person owned: one of somebody else looks the same
 */
export const restoreWorkspace = defineControlCommand({
  name: "workspace.restore",
  permission: "signed-in",
  input: z.object({ id: z.uuid() }),
  limits: ({ ctx }) => [{ key: `restore-workspace:${ctx.user?.id}`, points: 20, seconds: 60 * 60 }],
  prepare: async ({ ctx, input: { id } }) => {
    const mine = await restorableBy(ctx.user?.id ?? "");
    if (!mine.some((workspace) => workspace.id === id))
      throw new NotFound("There is no deleted workspace here that you can bring back.");
  },
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const { name, slug, platform, own } = await restoreTenant(tx, id);
    await queueTenantEntry(tx, own, {
      reason: `Restored by ${ctx.user?.name}`,
      request: ctx.request,
      userId: ctx.user?.id,
    });
    audit(platform);
    return { name, slug };
  },
});
