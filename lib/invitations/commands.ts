import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "@/db/columns";
import type { ControlTx } from "@/db/control";
import { invitations } from "@/db/schema/control";
import { within } from "@/db/within";
import { type Context, defineCommand } from "@/lib/kernel";
import { Conflict, NotFound } from "@/lib/kernel/errors";
import { takePoint } from "@/lib/kernel/rate-limit";
import { auditRefusal } from "@/lib/kernel/refused";
import { queueMail } from "@/lib/mail/outbox";
import { checkInvitation } from "./check";
import { GONE, getInvitation, isOpen } from "./queries";
import { sendInput } from "./schema";
import { hashOf, tokenOf } from "./token";

/** How long an invitation is good for, from when it was sent last, by the database's clock. */
const inSevenDays = sql`now() + interval '7 days'` as never;

const HOUR = 60 * 60;

export type Skipped = { email: string; because: string };

/**
 * Invites people by e-mail. Who is here or invited already is left out, and said so.
 * @throws Forbidden for roles or teams that give what the inviter lacks; Conflict when nobody is left to invite
 */
export const sendInvitations = defineCommand({
  name: "invitation.send",
  permission: "member:create",
  store: "control",
  input: sendInput,
  prepare: async ({ ctx, input }) => {
    const { emails, roleIds, teamIds } = input;
    const checked = await auditRefusal(ctx, { verb: "invitation.send", input }, () =>
      checkInvitation(ctx, { emails, roleIds, teamIds }),
    );
    await takePoints(ctx, emails);
    return checked;
  },
  run: async ({ ctx, tx, input, audit, prepared: { roles, teams, present } }) => {
    const skipped: Skipped[] = present.map(({ email, status }) => ({
      email,
      because: status === "suspended" ? "is suspended here: bring them back instead" : "is here already",
    }));
    const here = new Set(present.map(({ email }) => email));
    const wanted = input.emails.filter((email) => !here.has(email));
    await endExpired(tx, ctx, wanted);
    const rows = wanted.map((email) => newInvitation(ctx, input, email));
    const sent =
      rows.length === 0
        ? []
        : await tx.insert(invitations).values(rows).onConflictDoNothing().returning(columns);
    const open = new Set(sent.map(({ email }) => email));
    for (const email of wanted)
      if (!open.has(email)) skipped.push({ email, because: "is invited already: send that one again" });
    if (sent.length === 0)
      throw new Conflict(
        `Nobody was invited: ${skipped.map((one) => `${one.email} ${one.because}`).join("; ")}.`,
      );
    for (const invitation of sent) {
      await mail(tx, ctx, invitation);
      const after = { email: invitation.email, roles, teams };
      audit({ action: "invitation.sent", resource: { type: "invitation", id: invitation.id }, after });
    }
    return { sent: sent.map(({ email }) => email), skipped };
  },
});

/** Sends an open or expired invitation again, with a new link and seven days more: the old link is over. */
export const resendInvitation = defineCommand({
  name: "invitation.resend",
  permission: "member:create",
  store: "control",
  input: z.object({ id: z.uuid() }),
  constraints: {
    invitations_open_key: {
      field: "id",
      message: "This person has a newer invitation. Look at the list again.",
    },
  },
  prepare: async ({ ctx, input }) => {
    const { email, roleIds, teamIds } = await getInvitation(ctx, input);
    const { present } = await auditRefusal(ctx, { verb: "invitation.resend", input }, () =>
      checkInvitation(ctx, { emails: [email], roleIds, teamIds }),
    );
    if (present.length > 0) throw new Conflict(`${email} is in this workspace already.`);
    await takePoints(ctx, [email]);
  },
  run: async ({ ctx, tx, input: { id }, audit }): Promise<void> => {
    const [before] = await tx.select(columns).from(invitations).where(isOpen(ctx, id)).for("update");
    if (!before) throw new Conflict(GONE);
    const sentCount = before.sentCount + 1;
    const [sent] = await tx
      .update(invitations)
      .set({
        sentCount,
        sentAt: sql`now()` as never,
        expiresAt: inSevenDays,
        status: "pending",
        // Whoever sends it stands behind it from now on: what they may give was checked just now.
        invitedBy: ctx.member?.id ?? null,
        tokenHash: hashOf(tokenOf(id, sentCount)),
      })
      .where(isOpen(ctx, id))
      .returning(columns);
    if (!sent) throw new Conflict(GONE);
    await mail(tx, ctx, sent);
    const after = { email: sent.email, sentCount };
    audit({ action: "invitation.resent", resource: { type: "invitation", id }, after });
  },
});

/** Takes an invitation back: its link opens nothing from now on. */
export const revokeInvitation = defineCommand({
  name: "invitation.revoke",
  permission: "member:create",
  store: "control",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input: { id }, audit }): Promise<void> => {
    const [revoked] = await tx
      .update(invitations)
      .set({ status: "revoked" })
      .where(isOpen(ctx, id))
      .returning({ email: invitations.email });
    if (!revoked) throw new NotFound(GONE);
    audit({ action: "invitation.revoked", resource: { type: "invitation", id }, before: revoked });
  },
});

const columns = {
  id: invitations.id,
  email: invitations.email,
  message: invitations.message,
  sentCount: invitations.sentCount,
  expiresAt: invitations.expiresAt,
};

function newInvitation(
  ctx: Context,
  { roleIds, teamIds, message }: z.output<typeof sendInput>,
  email: string,
): typeof invitations.$inferInsert {
  const id = newId();
  return {
    id,
    tenantId: ctx.tenantId,
    email,
    emailLc: email,
    roleIds,
    teamIds,
    message,
    tokenHash: hashOf(tokenOf(id, 1)),
    expiresAt: inSevenDays,
    invitedBy: ctx.member?.id,
  };
}

/** What has expired makes room for a new one: of those that are open there is one an address. */
const endExpired = (tx: ControlTx, ctx: Context, emails: string[]) =>
  tx
    .update(invitations)
    .set({ status: "expired" })
    .where(
      within(
        ctx,
        invitations,
        and(
          inArray(invitations.emailLc, emails),
          eq(invitations.status, "pending"),
          lte(invitations.expiresAt, sql`now()`),
        ),
      ),
    );

type Sent = Pick<typeof invitations.$inferSelect, keyof typeof columns>;

const mail = (tx: ControlTx, ctx: Context, { id, email, message, sentCount, expiresAt }: Sent) =>
  queueMail(tx, {
    tenantId: ctx.tenantId,
    kind: "invitation",
    recipient: email,
    key: `${id} ${sentCount}`,
    payload: {
      invitationId: id,
      sentCount,
      email,
      message,
      expiresAt: expiresAt.toISOString(),
      workspace: ctx.tenant.name,
      inviter: ctx.member?.displayName ?? ctx.tenant.name,
      locale: ctx.tenant.settings.locale,
      zone: ctx.tenant.settings.zone,
    },
  });

/** Nobody is flooded with mail by a workspace, nor by many of them together. */
async function takePoints(ctx: Context, emails: string[]): Promise<void> {
  await takePoint({ key: `invite:${ctx.tenantId}`, points: 60, seconds: HOUR });
  for (const email of emails) await takePoint({ key: `invite-to:${email}`, points: 10, seconds: 24 * HOUR });
}
