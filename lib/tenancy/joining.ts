import { and, eq, inArray, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { memberRoles, members, roles, teamMembers, teams } from "@/db/schema/tenant";
import { type TenantScope, type TenantTx, withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { appendTenantAudit } from "@/lib/kernel/audit-chain";
import type { RequestFacts } from "@/lib/kernel/context";
import { explainDatabaseError } from "@/lib/kernel/database-errors";
import { Conflict, Forbidden, NotFound } from "@/lib/kernel/errors";
import { changingAccess, limitTime } from "@/lib/kernel/freshness";
import { loadPolicies } from "@/lib/kernel/policy/load";
import { accessOf } from "@/lib/rbac/access";
import { lacking } from "@/lib/rbac/escalation";
import { type FoundInvitation, openInvitation } from "./invitations";
import { refusalOf } from "./lifecycle/standing";
import { insertMember } from "./members";
import { findTenant, type ResolvedTenant, type ResolvedUser } from "./resolve";
import { stripMember } from "./stripping";

/**
 * Makes somebody a member of the workspace that invited them, inside the tenant alone: the index for sign-in is the caller's.
 * @throws Conflict with what to do, when the link is over or the workspace is closed; Forbidden when it is for somebody else
 */
export async function joinInvited(
  { user, request }: { user: ResolvedUser; request: RequestFacts },
  tokenHash: string,
): Promise<{ invitation: FoundInvitation; memberId: string }> {
  const { invitation, problem } = await openInvitation(controlDb(), tokenHash);
  if (!invitation) throw new Conflict(problem);
  const { id, tenantId, email, emailLc, roleIds, teamIds, invitedBy } = invitation;
  if (user.email.toLowerCase() !== emailLc)
    throw new Forbidden(
      `This invitation is for ${email}, and you are signed in as ${user.email}. Sign in as ${email} to accept it.`,
    );
  const tenant = await findTenant(tenantId);
  if (!tenant) throw new NotFound("This workspace cannot be reached now. Try again in a moment.");
  const refusal = refusalOf(tenant);
  if (refusal) throw new Conflict(refusal);
  const person = { userId: user.id, name: user.name, email: user.email };
  const scope = { tenantId, placement: tenant.placement };
  const joining = { person, tenant, invitationId: id, roleIds, teamIds, invitedBy, request };
  // Who shares a team with them may do more from now on, too.
  const memberId = await explainDatabaseError(undefined, () =>
    changingAccess(scope, "invitation.accept", () => join(scope, joining)),
  );
  return { invitation, memberId };
}

type Joining = {
  person: { userId: string; name: string; email: string };
  tenant: ResolvedTenant;
  invitationId: string;
  roleIds: string[];
  teamIds: string[];
  /** The member who invited; null for the system. */
  invitedBy: string | null;
  request: RequestFacts;
};

type Scope = { tenantId: string };

/**
 * Makes a person a member inside the tenant, with the roles and teams of their invitation and nothing else: whoever was removed
 * returns with nothing of what they had. Doing it again changes nothing. Answers the member's id.
 * @throws Conflict for who is suspended there, or when its inviter could not give this any more
 */
const join = (scope: TenantScope, joining: Joining): Promise<string> =>
  withTenant(scope, "read write", async (tx) => {
    await limitTime(tx, scope);
    const { memberId, isNew } = await enrol(tx, scope, joining);
    if (!isNew) return memberId;
    const given = await give(tx, scope, memberId, joining);
    await assertInviterMay(tx, memberId, joining);
    const { person, invitationId, invitedBy, request } = joining;
    await appendTenantAudit(tx, scope.tenantId, [
      {
        action: "member.joined",
        resourceType: "member",
        resourceId: memberId,
        actorMemberId: memberId,
        actorReason: null,
        changes: { after: { name: person.name, email: person.email, ...given, invitationId, invitedBy } },
        ip: request.ip,
        userAgent: request.userAgent,
        requestId: request.id,
      },
    ]);
    return memberId;
  });

/**
 * An invitation is worth what its inviter is when it is accepted: one who has left, was suspended or may invite nobody now gives nothing,
 * and nobody gives by it what they have no more, or what its roles and teams came to since. Call it when all is given.
 */
async function assertInviterMay(
  tx: TenantTx,
  memberId: string,
  { tenant, invitedBy }: Joining,
): Promise<void> {
  if (!invitedBy) return;
  const policies = await loadPolicies(tx, { tenantId: tenant.id, tenant }, [invitedBy, memberId]);
  const inviter = policies.get(invitedBy);
  const access = inviter && accessOf(inviter);
  if (!access?.might("member:create"))
    throw new Conflict(
      "Whoever invited you cannot invite people there any more. Ask somebody else of the workspace for a new invitation.",
    );
  if (lacking(access, policies.get(memberId)?.rules ?? []).length > 0)
    throw new Conflict(
      "Whoever invited you can no longer give what this invitation holds. Ask somebody else of the workspace for a new invitation.",
    );
}

/** The member's row: the one that they had, the one that stood on record under their address, or a new one. */
async function enrol(
  tx: TenantTx,
  scope: Scope,
  { person }: Joining,
): Promise<{ memberId: string; isNew: boolean }> {
  const emailLc = person.email.toLowerCase();
  const rows = await tx
    .select({ id: members.id, userId: members.userId, status: members.status })
    .from(members)
    .where(
      within(scope, members, sql`(${members.userId} = ${person.userId} or ${members.emailLc} = ${emailLc})`),
    )
    .for("update");
  const own = rows.find((row) => row.userId === person.userId);
  if (own?.status === "active") return { memberId: own.id, isNew: false };
  if (own?.status === "suspended")
    throw new Conflict(
      "You are suspended in this workspace, and an invitation does not lift that. An owner or an admin of it can bring you back.",
    );
  const other = rows.find((row) => row.userId !== person.userId);
  // On record under this address, and never signed in: that is them, with the records that they own.
  const onRecord = !own && other && other.userId === null ? other : null;
  if (other && !onRecord) await freeAddress(tx, scope, other);
  const back = own ?? onRecord;
  if (!back) return { memberId: await insertMember(tx, scope.tenantId, person), isNew: true };
  await stripMember(tx, scope, back.id);
  await tx
    .update(members)
    .set({
      userId: person.userId,
      email: person.email,
      emailLc,
      status: "active",
      joinedAt: sql`now()` as never,
    })
    .where(within(scope, members, eq(members.id, back.id)));
  return { memberId: back.id, isNew: true };
}

/** Addresses change hands: who was removed gives theirs up. @throws Conflict when somebody there still goes by it */
async function freeAddress(
  tx: TenantTx,
  scope: Scope,
  other: { id: string; userId: string | null; status: string },
): Promise<void> {
  if (other.userId !== null && other.status !== "removed")
    throw new Conflict(
      "Somebody else of this workspace goes by your e-mail address. Ask an owner or an admin of it to look at that first.",
    );
  await tx
    .update(members)
    .set({ emailLc: null })
    .where(within(scope, members, eq(members.id, other.id)));
}

/** Gives what the invitation names, as far as it is still there; answers it by name. */
async function give(
  tx: TenantTx,
  scope: Scope,
  memberId: string,
  { roleIds, teamIds, invitedBy }: Joining,
): Promise<{ roles: string[]; teams: string[] }> {
  const foundRoles = await tx
    .select({ id: roles.id, name: roles.name })
    .from(roles)
    .where(within(scope, roles, and(inArray(roles.id, roleIds), eq(roles.isActive, true))));
  const foundTeams = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(within(scope, teams, and(inArray(teams.id, teamIds), eq(teams.isActive, true))));
  const { tenantId } = scope;
  if (foundRoles.length > 0)
    await tx
      .insert(memberRoles)
      .values(foundRoles.map(({ id }) => ({ tenantId, memberId, roleId: id, assignedBy: invitedBy })));
  if (foundTeams.length > 0)
    await tx
      .insert(teamMembers)
      .values(foundTeams.map(({ id }) => ({ tenantId, memberId, teamId: id, createdBy: invitedBy })));
  return { roles: foundRoles.map(({ name }) => name), teams: foundTeams.map(({ name }) => name) };
}
