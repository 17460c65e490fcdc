import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { ControlTx } from "@/db/control";
import { supportSessions, tenants } from "@/db/schema/control";
import { within } from "@/db/within";
import { type Audit, type Context, defineCommand } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { actorOf, endedEntry, endSupport, isOpen } from "@/lib/tenancy/support";
import { accessInput } from "./schema";

/** Says how far the platform's support may go here. What is open and goes further ends. */
export const setSupportAccess = defineCommand({
  name: "support.set_access",
  permission: "workspace:update",
  store: "control",
  input: accessInput,
  run: async ({ ctx, tx, input: { access }, audit }): Promise<void> => {
    const own = eq(tenants.id, ctx.tenantId);
    const [before] = await tx
      .select({ access: tenants.supportAccess })
      .from(tenants)
      .where(own)
      .for("update");
    if (!before || before.access === access) return audit.nothing("it stays as it was");
    await tx.update(tenants).set({ supportAccess: access }).where(own);
    const resource = { type: "tenant", id: ctx.tenantId };
    audit({ action: "support.access_changed", resource, before, after: { access } });
    if (access === "write") return;
    const further = access === "read" ? eq(supportSessions.mode, "write") : sql`true`;
    await end(tx, ctx, audit, further);
  },
});

/** Ends a visit of support, from its next request on. */
export const endVisit = defineCommand({
  name: "support.end",
  permission: "workspace:update",
  store: "control",
  always: true,
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input: { id }, audit }): Promise<void> => {
    const ended = await end(tx, ctx, audit, and(eq(supportSessions.id, id), isOpen) ?? sql`false`);
    if (ended === 0) throw new NotFound("This visit is over already.");
  },
});

/** Leaves the tenant as support. */
export const leave = defineCommand({
  name: "support.leave",
  permission: "workspace:read",
  store: "control",
  always: true,
  input: z.void(),
  run: async ({ ctx, tx, audit }): Promise<void> => {
    if (!ctx.support) throw new NotFound("You are not here as support.");
    await end(tx, ctx, audit, eq(supportSessions.id, ctx.support.id));
  },
});

/** Ends visits to this tenant, in the words of whoever acts, and answers how many. */
async function end(tx: ControlTx, ctx: Context, audit: Audit, which: ReturnType<typeof eq>): Promise<number> {
  const ended = await endSupport(tx, within(ctx, supportSessions, which), actorOf(ctx));
  for (const visit of ended) audit(endedEntry(visit));
  return ended.length;
}
