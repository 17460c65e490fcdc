import { eq, inArray, isNotNull, ne } from "drizzle-orm";
import { members, roles, teamClosure, teamRoles, teams } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertMayGive, rulesOfRoles } from "@/lib/access/escalation";
import { type Context, defineQuery } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";
import { readRules } from "@/lib/kernel/policy/rule-rows";
import { grantRules } from "@/lib/kernel/policy/rules";
import { lasts } from "@/lib/kernel/policy/statements";
import type { Rule } from "@/lib/rbac/policy";
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
    const around = await teamsAround(tx, ctx, teamIds);
    const throughTeams = await rolesOfTeams(tx, ctx, around);
    assertMayGive(ctx, [
      ...(await rulesOfRoles(tx, ctx, [...roleIds, ...throughTeams])),
      ...(await sharedWithTeams(tx, ctx, around)),
    ]);
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

/** These teams and those above them: who is in a team has what any of them is given. */
async function teamsAround(tx: TenantTx, ctx: Context, teamIds: string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const above = await tx
    .select({ id: teamClosure.ancestorId })
    .from(teamClosure)
    .where(within(ctx, teamClosure, inArray(teamClosure.descendantId, teamIds)));
  return [...new Set([...teamIds, ...above.map(({ id }) => id)])];
}

async function rolesOfTeams(tx: TenantTx, ctx: Context, teamIds: string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const rows = await tx
    .select({ id: teamRoles.roleId })
    .from(teamRoles)
    .where(within(ctx, teamRoles, inArray(teamRoles.teamId, teamIds), lasts(teamRoles.expiresAt)));
  return rows.map(({ id }) => id);
}

/** What records are shared with the teams, as rules. */
async function sharedWithTeams(tx: TenantTx, ctx: Context, teamIds: string[]): Promise<Rule[]> {
  if (teamIds.length === 0) return [];
  const rows = await readRules(tx, ctx.tenantId, { memberIds: [], roleIds: [], teamIds, scopeTeamIds: [] });
  return rows.flatMap((row) =>
    row.kind === "grant" && row.teamId
      ? grantRules(row, { to: { kind: "team", id: row.teamId, name: "" }, team: null, until: null })
      : [],
  );
}
