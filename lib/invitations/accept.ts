import { hashPassword } from "better-auth/crypto";
import { and, eq, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { invitations, memberships, users } from "@/db/schema/control";
import { giveVerifiedAccount } from "@/lib/auth/invited";
import { startSession } from "@/lib/auth/sessions";
import { defineControlCommand, defineControlQuery, type VisitorContext } from "@/lib/kernel";
import { Conflict, Unauthenticated } from "@/lib/kernel/errors";
import type { Limit } from "@/lib/kernel/rate-limit";
import { openInvitation } from "@/lib/tenancy/invitations";
import { joinInvited } from "@/lib/tenancy/joining";
import { doorstep } from "@/lib/workspaces/addresses";
import { signUpInvitedInput, tokenInput } from "./schema";
import { hashOf } from "./token";

/** A token has 256 bits; this keeps the work small that somebody can cause by guessing. */
const perAddress = (ctx: VisitorContext): Limit[] =>
  ctx.request.ip ? [{ key: `invitation-ip:${ctx.request.ip}`, points: 100, seconds: 15 * 60 }] : [];

/** What the holder of a mailed link is shown: the invitation and whether they have an account, or why it cannot be accepted. */
export const peekInvitation = defineControlQuery({
  name: "invitation.peek",
  permission: "anyone",
  input: tokenInput,
  limits: ({ ctx }) => perAddress(ctx),
  run: async ({ ctx, tx, input: { token } }) => {
    const opened = await openInvitation(tx, hashOf(token));
    if (!opened.invitation) return { isOpen: false as const, problem: opened.problem, slug: opened.slug };
    const found = opened.invitation;
    const [account] = await tx
      .select({ isVerified: users.emailVerified })
      .from(users)
      .where(eq(users.email, found.emailLc));
    const { email, workspace, inviter, message, expiresAt, settings } = found;
    return {
      isOpen: true as const,
      ...{ email, workspace, inviter, message, expiresAt, settings },
      account: account ? (account.isVerified ? ("verified" as const) : ("unverified" as const)) : null,
      isMine: ctx.user ? ctx.user.email.toLowerCase() === found.emailLc : null,
    };
  },
});

/**
 * An account for whoever holds the link, signed in here: the link came to their address, and so proves it. An account that somebody
 * made under the address without proving it becomes theirs: its password and its sessions are over.
 * @throws Conflict when the address has an account that was proved
 */
export const signUpInvited = defineControlCommand({
  name: "invitation.sign_up",
  permission: "anyone",
  input: signUpInvitedInput,
  limits: ({ ctx }) => perAddress(ctx),
  prepare: ({ input }) => hashPassword(input.password),
  run: async ({ ctx, tx, input: { token, name }, audit, prepared: passwordHash }) => {
    const { invitation: found, problem } = await openInvitation(tx, hashOf(token));
    if (!found) throw new Conflict(problem);
    const userId = await giveVerifiedAccount(tx, { email: found.emailLc, name, passwordHash });
    if (!userId) throw new Conflict(`${found.email} has an account already. Sign in with its password.`);
    const session = await startSession(tx, ctx, userId);
    if (!session) throw new Conflict("This account was closed. Ask the people who run this Tenantry.");
    audit({
      action: "user.signed_up",
      resource: { type: "user", id: userId },
      after: { invitation: found.id },
    });
    return session;
  },
});

/**
 * Accepts an invitation for the person who is signed in, and answers the way into the workspace. First inside the tenant, then in the
 * index for sign-in; what fails between can be done again.
 * @throws Conflict with what to do, for a link that is over and for somebody else's
 */
export const acceptInvitation = defineControlCommand({
  name: "invitation.accept",
  permission: "signed-in",
  input: tokenInput,
  limits: ({ ctx }) => [{ key: `accept-invitation:${ctx.user?.id}`, points: 30, seconds: 60 * 60 }],
  prepare: ({ ctx: { user, request }, input: { token } }) => {
    if (!user) throw new Unauthenticated();
    return joinInvited({ user, request }, hashOf(token));
  },
  run: async ({ ctx, tx, audit, prepared: { invitation, memberId } }) => {
    if (!ctx.user) throw new Unauthenticated();
    const { id, tenantId, slug, emailLc } = invitation;
    await admit(tx, { tenantId, memberId, userId: ctx.user.id });
    // Whoever took it back a moment ago was too late: inside the tenant it was accepted already.
    const [accepted] = await tx
      .update(invitations)
      .set({ status: "accepted", acceptedAt: sql`now()` as never, acceptedMemberId: memberId })
      .where(and(eq(invitations.id, id), sql`${invitations.status} <> 'accepted'`))
      .returning({ id: invitations.id });
    await tx
      .update(users)
      .set({ emailVerified: true, emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` as never })
      .where(and(eq(users.id, ctx.user.id), eq(users.email, emailLc)));
    if (accepted)
      audit({
        action: "invitation.accepted",
        resource: { type: "tenant", id: tenantId },
        after: { invitation: id, member: memberId },
      });
    else audit.nothing("it was accepted by an attempt at the same time");
    return { url: doorstep(slug, null, "/") };
  },
});

type Entrance = { tenantId: string; memberId: string; userId: string };

/** The index for sign-in. A membership of before is of this member too, and whatever was remembered of it is over. */
const admit = (tx: ControlTx, entrance: Entrance) =>
  tx
    .insert(memberships)
    .values(entrance)
    .onConflictDoUpdate({
      target: [memberships.userId, memberships.tenantId],
      set: {
        memberId: entrance.memberId,
        status: "active",
        permissionVersion: sql`${memberships.permissionVersion} + 1`,
      },
    });
