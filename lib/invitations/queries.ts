import { desc, eq, inArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import { invitations } from "@/db/schema/control";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";

const columns = {
  id: invitations.id,
  email: invitations.email,
  roleIds: invitations.roleIds,
  teamIds: invitations.teamIds,
  invitedBy: invitations.invitedBy,
  sentAt: invitations.sentAt,
  sentCount: invitations.sentCount,
  expiresAt: invitations.expiresAt,
  isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
};

const SHOWN = 200;

export const GONE = "This invitation is not open any more. Look at the list again.";

export const isOpen = (ctx: Context, id: string) =>
  within(ctx, invitations, eq(invitations.id, id), inArray(invitations.status, ["pending", "expired"]));

/** Invitations that wait for an answer, newest first; those that ran out stay for thirty days, to be sent again. */
export const listInvitations = defineQuery({
  name: "invitation.list",
  permission: "member:read",
  store: "control",
  input: z.void(),
  run: ({ ctx, tx }) =>
    tx
      .select(columns)
      .from(invitations)
      .where(
        within(
          ctx,
          invitations,
          or(eq(invitations.status, "pending"), eq(invitations.status, "expired")),
          sql`${invitations.expiresAt} > now() - interval '30 days'`,
          // An address with a newer invitation is not to be invited twice.
          sql`not exists (select from control.invitations newer where newer.tenant_id = ${ctx.tenantId}
            and newer.email_lc = ${invitations.emailLc} and newer.created_at > ${invitations.createdAt})`,
        ),
      )
      .orderBy(desc(invitations.sentAt), desc(invitations.id))
      .limit(SHOWN),
});

/** One that can still be sent again. @throws NotFound */
export const getInvitation = defineQuery({
  name: "invitation.get",
  permission: "member:create",
  store: "control",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input: { id } }) => {
    const [found] = await tx.select(columns).from(invitations).where(isOpen(ctx, id));
    if (!found) throw new NotFound(GONE);
    return found;
  },
});
