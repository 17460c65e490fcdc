import { and, eq, sql } from "drizzle-orm";
import { roles, teamRoles } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { assertMayGive, rulesOfRoles } from "@/lib/access/escalation";
import { dayToMoment } from "@/lib/access/until";
import { dayIn } from "@/lib/format/date";
import { type Audit, type Context, defineCommand } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { guarded } from "./guard";
import { teamRole, teamRoleUntil } from "./schema";
import { lockTeams, requireTeam, type Scope } from "./tree";

/** Gives everybody in a team, and in the teams below it, a role; or says anew until when they have it. */
export const giveTeamRole = defineCommand({
  name: "team.give_role",
  permission: "team:update",
  input: teamRoleUntil,
  changesAccess: true,
  run: async ({ ctx, tx, input: { teamId, roleId, until }, audit }) => {
    const scope = { ctx, tx };
    await lockTeams(scope);
    await requireTeam(scope, teamId);
    const role = await requireRole(scope, roleId);
    const expiresAt = dayToMoment(ctx, until);
    // Also of a team that nobody is in yet: whoever comes into it has the role.
    const rules = await rulesOfRoles(tx, ctx, [roleId]);
    assertMayGive(
      ctx,
      rules.map((rule) => ({ ...rule, expiresAt })),
    );
    const before = await find(scope, teamId, roleId);
    const given = await guarded(scope, [teamId], [], async () => {
      const values = {
        assignedBy: ctx.member?.id ?? null,
        assignedAt: sql`now()` as never,
        expiresAt,
      };
      const [row] = await tx
        .insert(teamRoles)
        .values({ tenantId: ctx.tenantId, teamId, roleId, ...values })
        .onConflictDoUpdate({
          target: [teamRoles.tenantId, teamRoles.teamId, teamRoles.roleId],
          set: values,
        })
        .returning({ expiresAt: teamRoles.expiresAt });
      return row;
    });
    audit({
      action: "team.role_given",
      resource: { type: "team", id: teamId },
      before: before && { role: role.name, until: before.expiresAt },
      after: { role: role.name, roleId, until: given?.expiresAt ?? null },
    });
    return { teamId, roleId };
  },
});

export const takeTeamRole = defineCommand({
  name: "team.take_role",
  permission: "team:update",
  input: teamRole,
  changesAccess: true,
  run: async ({ ctx, tx, input, audit }) => {
    await lockTeams({ ctx, tx });
    const until = await takeRole({ ctx, tx, audit }, input);
    return { ...input, until };
  },
});

/**
 * What taking a role from a team is, inside a transaction that holds the lock. Answers the last day for which it was given.
 * @throws NotFound when the team does not give it
 */
export async function takeRole(
  { ctx, tx, audit }: Scope & { ctx: Context; audit: Audit },
  { teamId, roleId }: { teamId: string; roleId: string },
): Promise<string | null> {
  const scope = { ctx, tx };
  await requireTeam(scope, teamId);
  const found = await find(scope, teamId, roleId);
  if (!found) throw new NotFound("This team does not give this role any more.");
  const role = await requireRole(scope, roleId);
  await guarded(scope, [teamId], [], async () => {
    await tx.delete(teamRoles).where(within(ctx, teamRoles, eq(teamRoles.id, found.id)));
  });
  audit({
    action: "team.role_taken",
    resource: { type: "team", id: teamId },
    before: { role: role.name, roleId, until: found.expiresAt },
  });
  return found.expiresAt && dayIn(ctx.tenant.settings.zone, found.expiresAt);
}

async function find({ ctx, tx }: Scope, teamId: string, roleId: string) {
  const [row] = await tx
    .select({ id: teamRoles.id, expiresAt: teamRoles.expiresAt })
    .from(teamRoles)
    .where(within(ctx, teamRoles, eq(teamRoles.teamId, teamId), eq(teamRoles.roleId, roleId)))
    .for("update");
  return row;
}

async function requireRole({ ctx, tx }: Scope, roleId: string) {
  const [role] = await tx
    .select({ name: roles.name, slug: roles.slug, isSystem: roles.isSystem })
    .from(roles)
    .where(within(ctx, roles, and(eq(roles.id, roleId), eq(roles.isActive, true))))
    .for("key share");
  if (!role) throw new Invalid("This role does not exist.", { roleId: ["This role does not exist."] });
  if (role.isSystem && role.slug === "owner") {
    const message = "A team cannot own a workspace. Make a person its owner.";
    throw new Invalid(message, { roleId: [message] });
  }
  return role;
}
