import { eq, sql } from "drizzle-orm";
import type { ControlTx } from "@/db/control";
import { invitations, memberships, tenants, users } from "@/db/schema/control";

export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/** The invitation of a token's hash, with its workspace; null when there is none, or the workspace is gone. */
async function findInvitation(tx: ControlTx, tokenHash: string) {
  const [found] = await tx
    .select({
      id: invitations.id,
      tenantId: invitations.tenantId,
      email: invitations.email,
      emailLc: invitations.emailLc,
      roleIds: invitations.roleIds,
      teamIds: invitations.teamIds,
      message: invitations.message,
      invitedBy: invitations.invitedBy,
      status: invitations.status,
      expiresAt: invitations.expiresAt,
      isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
      workspace: tenants.name,
      slug: tenants.slug,
      settings: tenants.settings,
      inviter: users.name,
    })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .leftJoin(
      memberships,
      sql`${memberships.tenantId} = ${invitations.tenantId} and ${memberships.memberId} = ${invitations.invitedBy}`,
    )
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(sql`${invitations.tokenHash} = ${tokenHash} and ${tenants.deletedAt} is null`);
  return found ?? null;
}

type Opened =
  | { invitation: FoundInvitation; problem: null }
  /** Why it cannot be accepted, and what to do; `slug` is of the workspace, for who is in it by this invitation. */
  | { invitation: null; problem: string; slug: string | null };

/** The invitation behind a mailed token (given as its hash), if it can be accepted now, by the database's clock. */
export async function openInvitation(tx: ControlTx, tokenHash: string): Promise<Opened> {
  const found = await findInvitation(tx, tokenHash);
  const problem = problemOf(found);
  if (found && !problem) return { invitation: found, problem: null };
  const slug = found?.status === "accepted" ? found.slug : null;
  return { invitation: null, problem: problem ?? UNKNOWN, slug };
}

const UNKNOWN =
  "This link is no invitation, or not any more. If the invitation was sent again, use the link in the newest mail.";

function problemOf(found: FoundInvitation | null): string | null {
  if (!found) return UNKNOWN;
  const { status, isExpired, workspace } = found;
  const ask = found.inviter
    ? `Ask ${found.inviter} to send it again.`
    : `Ask somebody in ${workspace} to send it again.`;
  if (status === "accepted") return `This invitation to ${workspace} was used already, and works once.`;
  if (status === "revoked") return `This invitation to ${workspace} was taken back. ${ask}`;
  if (status === "expired" || isExpired) return `This invitation to ${workspace} has expired. ${ask}`;
  return null;
}
