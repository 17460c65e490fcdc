import { asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  memberRoles,
  members,
  memberPermissionOverrides as overrides,
  roles,
  teamMembers,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { namesIn } from "@/lib/access/names";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { lasts } from "@/lib/kernel/policy/statements";
import type { Permission } from "@/lib/rbac/permissions";
import { resourceOf } from "@/lib/rbac/resources";
import { conditionInWords } from "@/lib/rbac/words";
import { inForce } from "./held";
import { memberId } from "./schema";

const giver = alias(members, "giver");

/**
 * One person with all that they were given by name: roles, exceptions, teams. What has expired is not there any more. Exceptions carry
 * their reasons, and are for whoever sees why others may do something or gives exceptions, and for the person; null for all others.
 */
export const getMember = defineQuery({
  name: "member.get",
  permission: "member:read",
  input: memberId,
  run: async ({ ctx, tx, input: { id } }) => {
    const [member] = await tx
      .select({
        id: members.id,
        name: members.displayName,
        email: members.email,
        title: members.title,
        phone: members.phone,
        status: members.status,
        canSignIn: sql<boolean>`${members.userId} is not null`,
        joinedAt: members.joinedAt,
      })
      .from(members)
      .where(within(ctx, members, eq(members.id, id)));
    if (!member) throw new NotFound("This person does not exist.");
    return {
      ...member,
      roles: await rolesOf(tx, ctx, id),
      overrides: seesExceptions(ctx, id) ? await inWords(tx, ctx, await overridesOf(tx, ctx, id)) : null,
      teams: await teamsOf(tx, ctx, id),
    };
  },
});

export type MemberPage = Awaited<ReturnType<typeof getMember>>;

const seesExceptions = (ctx: Context, id: string): boolean =>
  ctx.member?.id === id || ctx.can("access:read") || ctx.can("role:assign");

const rolesOf = (tx: TenantTx, ctx: Context, id: string) =>
  tx
    .select({
      id: memberRoles.id,
      roleId: roles.id,
      slug: roles.slug,
      name: roles.name,
      team: teams.name,
      by: giver.displayName,
      assignedAt: memberRoles.assignedAt,
      expiresAt: memberRoles.expiresAt,
    })
    .from(memberRoles)
    .innerJoin(roles, within(ctx, roles, eq(roles.id, memberRoles.roleId), eq(roles.isActive, true)))
    .leftJoin(teams, within(ctx, teams, eq(teams.id, memberRoles.teamId)))
    .leftJoin(giver, within(ctx, giver, eq(giver.id, memberRoles.assignedBy)))
    .where(inForce(ctx, eq(memberRoles.memberId, id)))
    .orderBy(desc(roles.hierarchyLevel), asc(roles.name));

const overridesOf = (tx: TenantTx, ctx: Context, id: string) =>
  tx
    .select({
      id: overrides.id,
      permission: overrides.permission,
      effect: overrides.effect,
      priority: overrides.priority,
      conditions: overrides.conditions,
      reason: overrides.reason,
      by: giver.displayName,
      createdAt: overrides.createdAt,
      expiresAt: overrides.expiresAt,
    })
    .from(overrides)
    .leftJoin(giver, within(ctx, giver, eq(giver.id, overrides.createdBy)))
    .where(within(ctx, overrides, eq(overrides.memberId, id), lasts(overrides.expiresAt)))
    .orderBy(desc(overrides.priority), asc(overrides.permission), asc(overrides.id));

/** Says each exception's condition in words; null where there is none. */
async function inWords<Row extends { permission: string; conditions: unknown }>(
  tx: TenantTx,
  ctx: Context,
  rows: Row[],
): Promise<(Row & { condition: string | null })[]> {
  const names = await namesIn(
    tx,
    ctx,
    rows.map(({ conditions }) => conditions),
  );
  const nameOf = (named: string) => names.get(named.toLowerCase());
  const wording = { ...ctx.tenant.settings, person: "they" as const, nameOf };
  return rows.map((row) => ({
    ...row,
    condition:
      row.conditions === null
        ? null
        : conditionInWords(row.conditions, resourceOf(row.permission as Permission), wording),
  }));
}

const teamsOf = (tx: TenantTx, ctx: Context, id: string) =>
  tx
    .select({ id: teams.id, name: teams.name, role: teamMembers.role, joinedAt: teamMembers.joinedAt })
    .from(teamMembers)
    .innerJoin(teams, within(ctx, teams, eq(teams.id, teamMembers.teamId), eq(teams.isActive, true)))
    .where(within(ctx, teamMembers, eq(teamMembers.memberId, id)))
    .orderBy(asc(teams.name));
