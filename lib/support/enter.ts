import { and, eq, isNull, sql } from "drizzle-orm";
import { placements, supportSessions, tenants } from "@/db/schema/control";
import { defineOperatorCommand, operatorActor } from "@/lib/kernel";
import { Forbidden, Invalid, NotFound } from "@/lib/kernel/errors";
import { endedEntry, endSupport, livingVisit, scheduleEnd } from "@/lib/tenancy/support";
import { CONSOLE, doorstep, entrance } from "@/lib/workspaces/addresses";
import { issueCode } from "@/lib/workspaces/codes";
import { enterInput, openInput } from "./schema";

/**
 * Begins a visit to a tenant: announced there, written down on both sides, and over by itself. Answers the way in. A visit of the same
 * operator that is still open ends with it.
 * @throws Forbidden where the tenant's people let no support in; Invalid for more than they allow
 */
export const enterAsSupport = defineOperatorCommand({
  name: "support.enter",
  input: enterInput,
  run: async ({ ctx, tx, input: { tenantId, reason, minutes, mode }, audit, tenantAudit }) => {
    const [tenant] = await tx
      .select({ slug: tenants.slug, access: tenants.supportAccess })
      .from(tenants)
      .innerJoin(placements, and(eq(placements.tenantId, tenants.id), eq(placements.state, "ready")))
      .where(and(eq(tenants.id, tenantId), isNull(tenants.deletedAt)))
      // Whoever lets nobody in any more waits for this visit, and ends it.
      .for("share");
    if (!tenant) throw new NotFound("There is no such tenant, or it was deleted.");
    if (tenant.access === "none") throw new Forbidden(NO_SUPPORT);
    if (mode === "write" && tenant.access !== "write") {
      throw new Invalid(READ_ALONE, { mode: [READ_ALONE] });
    }
    const mine = and(eq(supportSessions.tenantId, tenantId), eq(supportSessions.userId, ctx.user.id));
    for (const ended of await endSupport(tx, mine ?? sql`false`, operatorActor(ctx)))
      audit(endedEntry(ended));
    const [visit] = await tx
      .insert(supportSessions)
      .values({
        tenantId,
        userId: ctx.user.id,
        reason,
        mode,
        expiresAt: sql`now() + make_interval(mins => ${minutes})` as never,
      })
      .returning({ id: supportSessions.id, expiresAt: supportSessions.expiresAt });
    if (!visit) throw new Error("The visit was not written.");
    await scheduleEnd(tx, { ...visit, tenantId });
    const said = { reason, mode, until: visit.expiresAt };
    audit({
      action: "support.entered",
      resource: { type: "tenant", id: tenantId },
      after: { support: visit.id, ...said },
    });
    const resource = { type: "support", id: visit.id };
    await tenantAudit({ tenantId, action: "support.entered", resource, after: said });
    return { url: doorstep(tenant.slug, CONSOLE, "/") };
  },
});

const NO_SUPPORT =
  "The people of this workspace let no support in. They decide so under Settings, Support: ask an owner or an admin of theirs.";
const READ_ALONE = "The people of this workspace let support look, and change nothing. Enter read only.";

/**
 * The way into a tenant for a visit that is open: to its door, and from there, with a knock, on with a code.
 * @throws NotFound without an open visit of this operator
 */
export const openAsSupport = defineOperatorCommand({
  name: "support.open",
  input: openInput,
  run: async ({ ctx, tx, input: { workspace, knock }, audit }) => {
    const [tenant] = await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.slug, workspace));
    const visit = tenant && (await livingVisit(tx, tenant.id, eq(supportSessions.userId, ctx.user.id)));
    if (!visit) throw new NotFound("You are not inside this workspace as support: enter it first.");
    audit.nothing("the way in is recorded when it is used");
    if (knock === null) return { url: doorstep(workspace, CONSOLE, "/") };
    const code = await issueCode(tx, { tenantId: tenant.id, knock }, { visitId: visit.id });
    return { url: entrance(workspace, code, "/") };
  },
});
