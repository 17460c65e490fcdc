import { and, eq, inArray, isNotNull, ne, or, sql } from "drizzle-orm";
import { members, roles, teamClosure, teamRoles, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertMayGive, rulesOfRoles } from "@/lib/access/escalation";
import { type Context, defineQuery } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";
import { checkInput } from "./schema";

/**
 * What lies inside the tenant of an invitation: whether the roles and teams are there and the inviter may give them, and which of
 * these people are in the workspace already. @throws Forbidden, Invalid
 */
export const checkInvitation = defineQuery({
  name: "invitation.check",
  permission: "member:create",
  input: checkInput,
  run: async ({ ctx, tx, input: { emails, roleIds, teamIds } }) => {
    const [foundRoles, foundTeams, present] = await Promise.all([
      tx
        .select({ id: roles.id, name: roles.name })
        .from(roles)
        .where(within(ctx, roles, inArray(roles.id, roleIds), eq(roles.isActive, true))),
      tx
        .select({ id: teams.id, name: teams.name })
        .from(teams)
        .where(within(ctx, teams, inArray(teams.id, teamIds), eq(teams.isActive, true))),
      tx
        .select({ email: members.emailLc, status: members.status })
        .from(members)
        .where(
          within(
            ctx,
            members,
            inArray(members.emailLc, emails),
            isNotNull(members.userId),
            ne(members.status, "removed"),
          ),
        ),
    ]);
    if (foundRoles.length < new Set(roleIds).size)
      refuse("roleIds", "One of these roles is not here any more.");
    if (foundTeams.length < new Set(teamIds).size)
      refuse("teamIds", "One of these teams is not here any more.");
    const throughTeams = await rolesOfTeams(tx, ctx, teamIds);
    assertMayGive(ctx, await rulesOfRoles(tx, ctx, [...new Set([...roleIds, ...throughTeams])]));
    return {
      roles: foundRoles.map(({ name }) => name),
      teams: foundTeams.map(({ name }) => name),
      present: present.map(({ email, status }) => ({ email: email ?? "", status })),
    };
  },
});

function refuse(field: string, sentence: string): never {
  throw new Invalid("Some fields need another look.", { [field]: [`${sentence} Choose again.`] });
}

/** The roles that come with being in these teams: their own, and those of the teams above them. */
async function rolesOfTeams(tx: TenantTx, ctx: Context, teamIds: string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const above = tx
    .select({ id: teamClosure.ancestorId })
    .from(teamClosure)
    .where(within(ctx, teamClosure, inArray(teamClosure.descendantId, teamIds)));
  const rows = await tx
    .select({ id: teamRoles.roleId })
    .from(teamRoles)
    .where(
      within(
        ctx,
        teamRoles,
        or(inArray(teamRoles.teamId, teamIds), inArray(teamRoles.teamId, above)),
        and(sql`(${teamRoles.expiresAt} is null or ${teamRoles.expiresAt} > now())`),
      ),
    );
  return rows.map(({ id }) => id);
}
