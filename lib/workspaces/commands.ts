import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { ControlTx } from "@/db/control";
import { memberships, supportSessions, tenants } from "@/db/schema/control";
import { localPath } from "@/lib/auth/local-path";
import { startSession } from "@/lib/auth/sessions";
import type { SupportEntry } from "@/lib/auth/types";
import { defineControlCommand, type VisitorContext } from "@/lib/kernel";
import { NotFound, Unauthenticated } from "@/lib/kernel/errors";
import { finishTenant, type NewTenant, reserveTenant, slugTaken } from "@/lib/tenancy/provision";
import { livingVisit } from "@/lib/tenancy/support";
import { doorstep, entrance } from "./addresses";
import { issueCode, knockOf, type Pass, redeemCode } from "./codes";
import { createWorkspaceInput, enterInput, openInput } from "./schema";

/** Creates a workspace that the person owns, and answers the way into it. Of two at once with one slug, one wins. */
export const createWorkspace = defineControlCommand({
  name: "workspace.create",
  permission: "signed-in",
  input: createWorkspaceInput,
  limits: ({ ctx }) => [{ key: `create-workspace:${ctx.user?.id}`, points: 10, seconds: 60 * 60 }],
  constraints: slugTaken,
  run: async ({ ctx, tx, input, audit }) => {
    const { tenantId } = await reserveTenant(tx, newTenant(ctx, input), { mine: true });
    const after = { name: input.name, slug: input.slug };
    audit({ action: "tenant.created", resource: { type: "tenant", id: tenantId }, after });
    return { tenantId, url: doorstep(input.slug, null, "/") };
  },
  finish: async ({ tenantId }) => void (await finishTenant(tenantId)),
});

function newTenant(ctx: VisitorContext, input: z.output<typeof createWorkspaceInput>): NewTenant {
  const { id: userId, name, email } = signedIn(ctx);
  const { name: title, slug, ...settings } = input;
  return { name: title, slug, settings, owner: { userId, name, email } };
}

/**
 * Answers the way from this host into a workspace of the person, or to the apex: first to its door, where the browser is given a
 * key, and from there, with a knock, on to an address with a code that works once and in that browser alone. Without the key,
 * anybody could send others in under a name that is not theirs.
 * @throws NotFound when there is no such workspace, or the person is no member of it: the two look the same
 */
export const openWorkspace = defineControlCommand({
  name: "workspace.open",
  permission: "signed-in",
  hosts: "workspaces",
  input: openInput,
  run: async ({ ctx, tx, input: { workspace, to, knock }, audit }) => {
    const user = signedIn(ctx);
    const tenantId = workspace === null ? null : await myTenant(tx, user.id, eq(tenants.slug, workspace));
    if (workspace !== null && !tenantId) throw new NotFound("There is no workspace at this address.");
    audit.nothing("the way in is recorded when it is used");
    if (knock === null) return { url: doorstep(workspace, ctx.tenant?.slug ?? null, localPath(to)) };
    return {
      url: entrance(workspace, await issueCode(tx, { tenantId, knock }, { userId: user.id }), localPath(to)),
    };
  },
});

/** Turns a code into a session on this host; null when it is not of this host and browser, was used, ran out, or lets nobody in any more. */
export const enterWorkspace = defineControlCommand({
  name: "workspace.enter",
  permission: "anyone",
  hosts: "workspaces",
  input: enterInput,
  run: async ({ ctx, tx, input: { code, key }, audit }) => {
    const pass = await redeemCode(tx, { tenantId: ctx.tenant?.id ?? null, knock: knockOf(key) }, code);
    const entrant = pass && (await entrantOf(tx, ctx, pass));
    const session = entrant && (await startSession(tx, ctx, entrant.userId, entrant.support));
    if (session)
      audit({
        action: "session.started",
        resource: { type: "user", id: entrant.userId },
        after: entrant.said,
      });
    else audit.nothing("the code opened nothing");
    return session;
  },
});

type Entrant = { userId: string; support?: SupportEntry; said?: { support: string } };

/** Who may come in with this pass: a member at their own workspace, anybody at the apex, support while its visit lasts. */
async function entrantOf(tx: ControlTx, ctx: VisitorContext, pass: Pass): Promise<Entrant | null> {
  if ("visitId" in pass) {
    const visit = ctx.tenant && (await livingVisit(tx, ctx.tenant.id, eq(supportSessions.id, pass.visitId)));
    return visit && { userId: visit.userId, support: visit, said: { support: visit.id } };
  }
  const isTheirs =
    ctx.tenant === null || (await myTenant(tx, pass.userId, eq(tenants.id, ctx.tenant.id))) !== null;
  return isTheirs ? pass : null;
}

/** The id of a living workspace that the person is an active member of. */
async function myTenant(tx: ControlTx, userId: string, which: ReturnType<typeof eq>): Promise<string | null> {
  const [row] = await tx
    .select({ id: tenants.id })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(which, eq(memberships.userId, userId), eq(memberships.status, "active"), isNull(tenants.deletedAt)),
    );
  return row?.id ?? null;
}

function signedIn(ctx: VisitorContext) {
  if (!ctx.user) throw new Unauthenticated();
  return ctx.user;
}
