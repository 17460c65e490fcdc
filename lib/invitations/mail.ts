import { z } from "zod";
import { formatDate } from "@/lib/format/date";
import { mailOf, type Template } from "@/lib/mail/layout";
import { addressOf } from "@/lib/workspaces/addresses";
import { tokenOf } from "./token";

const payload = z.object({
  invitationId: z.uuid(),
  sentCount: z.number().int(),
  email: z.string(),
  workspace: z.string(),
  inviter: z.string(),
  message: z.string().nullable(),
  expiresAt: z.coerce.date(),
  locale: z.string(),
  zone: z.string(),
});

/** Where an invitation is accepted. */
const inviteUrl = (token: string): string => addressOf(null, `/invite/${token}`);

export const invitationMail: Template<typeof payload> = {
  payload,
  render: ({ invitationId, sentCount, email, workspace, inviter, message, expiresAt, locale, zone }) =>
    mailOf({
      subject: `${inviter} invites you to ${workspace}`,
      paragraphs: [
        `${inviter} invites you to work in ${workspace} on Tenantry.`,
        `The invitation is for ${email}, works once, and ends on ${formatDate(expiresAt, locale, zone)}.`,
      ],
      quote: message,
      button: { label: `Join ${workspace}`, url: inviteUrl(tokenOf(invitationId, sentCount)) },
      footer: `You got this because somebody in ${workspace} typed ${email}. If you do not know them, do nothing: without this link nobody joins.`,
    }),
};
