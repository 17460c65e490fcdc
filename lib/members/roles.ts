import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { memberRoles, roles, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import {
  assertMayGive,
  assertOutranks,
  assertOwnerRemains,
  lockOwners,
  rulesOfRoles,
} from "@/lib/access/escalation";
import { dayToMoment } from "@/lib/access/until";
import { type Audit, type Context, defineCommand } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { lockMember } from "./lock";
import { giveRoleInput, memberId } from "./schema";

/** Gives a role, until a day or for good, everywhere or for one team's records; of a role that they have already it sets the terms anew. */
export const giveRole = defineCommand({
  name: "member.give_role",
  permission: "role:assign",
  changesAccess: true,
  input: giveRoleInput,
  run: async ({ ctx, tx, input: { memberId: id, roleId, teamId, until }, audit }) => {
    await lockOwners(tx, ctx);
    const member = await lockMember(tx, ctx, id);
    await assertOutranks(tx, ctx, id);
    const role = await findRole(tx, ctx, roleId);
    const team = teamId && (await findTeam(tx, ctx, teamId));
    if (team && role.isSystem && role.slug === "owner")
      refuse("teamId", "An owner owns the whole workspace, and not the records of a team alone.");
    assertMayGive(ctx, await rulesOfRoles(tx, ctx, [roleId]));
    const expiresAt = dayToMoment(ctx, until);
    const before = await endAssignment(tx, ctx, id, roleId);
    const [given] = await tx
      .insert(memberRoles)
      .values({ tenantId: ctx.tenantId, memberId: id, roleId, teamId, assignedBy: ctx.member?.id, expiresAt })
      .returning({ id: memberRoles.id });
    if (!given) throw new Error("The role was not given.");
    await assertOwnerRemains(tx, ctx);
    audit({
      action: "member.role_given",
      resource: { type: "member", id },
      before,
      after: { name: member.displayName, role: role.name, team: team || null, expiresAt },
    });
    return given;
  },
});

/** Takes a role away from a member, from their next request on. */
export const revokeRole = defineCommand({
  name: "member.revoke_role",
  permission: "role:assign",
  changesAccess: true,
  input: memberId,
  run: async ({ ctx, tx, input: { id }, audit }): Promise<void> => {
    await lockOwners(tx, ctx);
    await takeMemberRole({ tx, ctx, audit }, id);
    await assertOwnerRemains(tx, ctx);
  },
});

/**
 * What taking an assignment (a row of member_roles) away is, for a transaction that holds the lock of owners and sees afterwards that one
 * remains. @throws NotFound when it is over; Forbidden on oneself, or on who may do more
 */
export async function takeMemberRole(
  { tx, ctx, audit }: { tx: TenantTx; ctx: Context; audit: Audit },
  assignmentId: string,
): Promise<void> {
  const [held] = await tx
    .select({ memberId: memberRoles.memberId, role: roles.name, expiresAt: memberRoles.expiresAt })
    .from(memberRoles)
    .innerJoin(roles, within(ctx, roles, eq(roles.id, memberRoles.roleId)))
    .where(within(ctx, memberRoles, eq(memberRoles.id, assignmentId), isNull(memberRoles.revokedAt)))
    .for("update", { of: memberRoles });
  if (!held) throw new NotFound("This role was taken away already, or it never was there.");
  const member = await lockMember(tx, ctx, held.memberId);
  await assertOutranks(tx, ctx, held.memberId);
  await tx
    .update(memberRoles)
    .set({ revokedAt: sql`now()` as never })
    .where(within(ctx, memberRoles, eq(memberRoles.id, assignmentId)));
  audit({
    action: "member.role_revoked",
    resource: { type: "member", id: held.memberId },
    before: { name: member.displayName, role: held.role, expiresAt: held.expiresAt },
  });
}

/** Ends what there is of a role, so that it can be given anew; answers the terms of one that was still in force. */
async function endAssignment(tx: TenantTx, ctx: Context, id: string, roleId: string) {
  const open = and(
    eq(memberRoles.memberId, id),
    eq(memberRoles.roleId, roleId),
    isNull(memberRoles.revokedAt),
  );
  await tx
    .update(memberRoles)
    .set({ revokedAt: memberRoles.expiresAt as never })
    .where(within(ctx, memberRoles, open, lte(memberRoles.expiresAt, sql`now()`)));
  const [ended] = await tx
    .update(memberRoles)
    .set({ revokedAt: sql`now()` as never })
    .where(within(ctx, memberRoles, open))
    .returning({ expiresAt: memberRoles.expiresAt, teamId: memberRoles.teamId });
  return ended;
}

async function findRole(tx: TenantTx, ctx: Context, id: string) {
  const [role] = await tx
    .select({ name: roles.name, slug: roles.slug, isSystem: roles.isSystem })
    .from(roles)
    .where(within(ctx, roles, eq(roles.id, id), eq(roles.isActive, true)))
    .for("key share");
  return role ?? refuse("roleId", "This role does not exist.");
}

async function findTeam(tx: TenantTx, ctx: Context, id: string): Promise<string> {
  const [team] = await tx
    .select({ name: teams.name })
    .from(teams)
    .where(within(ctx, teams, eq(teams.id, id), eq(teams.isActive, true)))
    .for("key share");
  return team?.name ?? refuse("teamId", "This team does not exist.");
}

function refuse(field: string, message: string): never {
  throw new Invalid(message, { [field]: [message] });
}
