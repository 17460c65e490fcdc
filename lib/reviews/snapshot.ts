import { and, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  companies,
  contacts,
  deals,
  memberPermissionOverrides,
  memberRoles,
  members,
  resourceGrants,
  roles,
  teamRoles,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { resourceOf } from "@/lib/rbac/resources";
import { conditionInWords, type Wording } from "@/lib/rbac/words";
import { inForce, stillThere } from "./in-force";
import type { ReviewedKind, Snapshot } from "./names";

export type Subject = { kind: ReviewedKind; subjectId: string; snapshot: Snapshot };

const giver = alias(members, "giver");
type Scope = { ctx: Context; tx: TenantTx };

/** All that is in force in a workspace now: roles of people and of teams, exceptions, shared records. In words, by kind and by name. */
export async function subjects(scope: Scope): Promise<Subject[]> {
  const all = [
    await memberRoleSubjects(scope),
    await teamRoleSubjects(scope),
    await overrideSubjects(scope),
    await grantSubjects(scope),
  ];
  const name = ({ snapshot }: Subject) => `${snapshot.to.name} ${snapshot.what}`;
  return all.flatMap((some) => some.sort((one, other) => name(one).localeCompare(name(other))));
}

async function memberRoleSubjects({ ctx, tx }: Scope): Promise<Subject[]> {
  const rows = await tx
    .select({
      subjectId: memberRoles.id,
      memberId: members.id,
      member: members.displayName,
      role: roles.name,
      team: teams.name,
      by: giver.displayName,
      since: memberRoles.assignedAt,
      until: memberRoles.expiresAt,
    })
    .from(memberRoles)
    .innerJoin(members, and(stillThere(ctx), eq(members.id, memberRoles.memberId)))
    .innerJoin(roles, within(ctx, roles, eq(roles.id, memberRoles.roleId)))
    .leftJoin(teams, within(ctx, teams, eq(teams.id, memberRoles.teamId)))
    .leftJoin(giver, within(ctx, giver, eq(giver.id, memberRoles.assignedBy)))
    .where(inForce(ctx).member_role);
  return rows.map(({ subjectId, memberId, member, role, team, ...row }) => ({
    kind: "member_role",
    subjectId,
    snapshot: {
      to: { kind: "member", id: memberId, name: member },
      what: role,
      about: team && `Records of ${team}`,
      record: null,
      reason: null,
      ...moments(row),
    },
  }));
}

async function teamRoleSubjects({ ctx, tx }: Scope): Promise<Subject[]> {
  const rows = await tx
    .select({
      subjectId: teamRoles.id,
      teamId: teams.id,
      team: teams.name,
      role: roles.name,
      by: giver.displayName,
      since: teamRoles.assignedAt,
      until: teamRoles.expiresAt,
    })
    .from(teamRoles)
    .innerJoin(teams, within(ctx, teams, eq(teams.id, teamRoles.teamId)))
    .innerJoin(roles, within(ctx, roles, eq(roles.id, teamRoles.roleId)))
    .leftJoin(giver, within(ctx, giver, eq(giver.id, teamRoles.assignedBy)))
    .where(inForce(ctx).team_role);
  return rows.map(({ subjectId, teamId, team, role, ...row }) => ({
    kind: "team_role",
    subjectId,
    snapshot: {
      to: { kind: "team", id: teamId, name: team },
      what: role,
      about: null,
      record: null,
      reason: null,
      ...moments(row),
    },
  }));
}

async function overrideSubjects({ ctx, tx }: Scope): Promise<Subject[]> {
  const rows = await tx
    .select({
      subjectId: memberPermissionOverrides.id,
      memberId: members.id,
      member: members.displayName,
      permission: memberPermissionOverrides.permission,
      effect: memberPermissionOverrides.effect,
      conditions: memberPermissionOverrides.conditions,
      reason: memberPermissionOverrides.reason,
      by: giver.displayName,
      since: memberPermissionOverrides.createdAt,
      until: memberPermissionOverrides.expiresAt,
    })
    .from(memberPermissionOverrides)
    .innerJoin(members, and(stillThere(ctx), eq(members.id, memberPermissionOverrides.memberId)))
    .leftJoin(giver, within(ctx, giver, eq(giver.id, memberPermissionOverrides.createdBy)))
    .where(inForce(ctx).override);
  return rows.map(({ subjectId, memberId, member, permission, effect, conditions, reason, ...row }) => ({
    kind: "override",
    subjectId,
    snapshot: {
      to: { kind: "member", id: memberId, name: member },
      what: `${effect === "allow" ? "May" : "May not"}: ${permissionInWords(permission)}`,
      about: conditionOf(ctx, permission as Permission, conditions),
      record: null,
      reason,
      ...moments(row),
    },
  }));
}

const descriptions = new Map<string, string>(permissions.map(({ name, description }) => [name, description]));

/** A permission that this version does not know is shown by its name. */
const permissionInWords = (permission: string): string => {
  const description = descriptions.get(permission);
  return description ? description.charAt(0).toLowerCase() + description.slice(1) : permission;
};

function conditionOf({ tenant }: Context, permission: Permission, conditions: unknown): string | null {
  const wording: Wording = { ...tenant.settings, person: "they" };
  return conditions === null ? null : `If ${conditionInWords(conditions, resourceOf(permission), wording)}`;
}

const labels = {
  company: { table: companies, label: companies.name },
  contact: {
    table: contacts,
    label: sql<string>`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`,
  },
  deal: { table: deals, label: deals.title },
};
const actionWords: Record<string, string> = { read: "see", update: "edit", delete: "delete" };

async function grantSubjects({ ctx, tx }: Scope): Promise<Subject[]> {
  const rows = await tx
    .select({
      subjectId: resourceGrants.id,
      member: { id: members.id, name: members.displayName },
      team: { id: teams.id, name: teams.name },
      role: { id: roles.id, name: roles.name },
      type: resourceGrants.resourceType,
      recordId: resourceGrants.resourceId,
      actions: resourceGrants.actions,
      effect: resourceGrants.effect,
      reason: resourceGrants.reason,
      by: giver.displayName,
      since: resourceGrants.createdAt,
      until: resourceGrants.expiresAt,
    })
    .from(resourceGrants)
    .leftJoin(members, within(ctx, members, eq(members.id, resourceGrants.memberId)))
    .leftJoin(teams, within(ctx, teams, eq(teams.id, resourceGrants.teamId)))
    .leftJoin(roles, within(ctx, roles, eq(roles.id, resourceGrants.roleId)))
    .leftJoin(giver, within(ctx, giver, eq(giver.id, resourceGrants.createdBy)))
    .where(inForce(ctx).grant);
  const names = await recordNames({ ctx, tx }, rows);
  return rows.map(({ subjectId, member, team, role, type, recordId, actions, effect, reason, ...row }) => ({
    kind: "grant",
    subjectId,
    snapshot: {
      to: recipient(member, team, role),
      what: `${effect === "allow" ? "May" : "May not"}: ${actions.map((name) => actionWords[name] ?? name).join(", ")}`,
      about: null,
      record: { type, id: recordId, name: names.get(recordId) ?? "" },
      reason,
      ...moments(row),
    },
  }));
}

type Named = { id: string; name: string } | null;

function recipient(member: Named, team: Named, role: Named): Snapshot["to"] {
  if (member) return { kind: "member", ...member };
  if (team) return { kind: "team", ...team };
  if (role) return { kind: "role", ...role };
  throw new Error("A shared record is shared with somebody.");
}

async function recordNames(
  { ctx, tx }: Scope,
  rows: { type: keyof typeof labels; recordId: string }[],
): Promise<Map<string, string>> {
  const found = await Promise.all(
    (Object.keys(labels) as (keyof typeof labels)[]).map((type) => {
      const ids = rows.filter((row) => row.type === type).map(({ recordId }) => recordId);
      const { table, label } = labels[type];
      return ids.length === 0
        ? []
        : tx
            .select({ id: table.id, name: sql<string>`${label}` })
            .from(table)
            .where(within(ctx, table, inArray(table.id, [...new Set(ids)])));
    }),
  );
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

const moments = ({ by, since, until }: { by: string | null; since: Date; until: Date | null }) => ({
  by,
  since: since.toISOString(),
  until: until?.toISOString() ?? null,
});
