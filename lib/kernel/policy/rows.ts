import { type SQL, sql } from "drizzle-orm";
import {
  resourceGrants as grants,
  memberRoles,
  members,
  memberPermissionOverrides as overrides,
  roleClosure,
  rolePermissions,
  roles,
  teamClosure,
  teamMembers,
  teamRoles,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import type { Effect, Scope } from "@/lib/rbac/policy";

type Ids = readonly string[] | "all";

const placeColumns = {
  kind: "text",
  id: "uuid",
  name: "text",
  slug: "text",
  isSystem: "boolean",
  status: "text",
  email: "text",
  title: "text",
  memberId: "uuid",
  roleId: "uuid",
  teamId: "uuid",
  teamName: "text",
  isOfTeam: "boolean",
  depth: "int",
  expiresAt: "float8",
  now: "float8",
};

/** Moments are milliseconds since 1970, by the database's clock. */
export type PlaceRow =
  | {
      kind: "member";
      id: string;
      name: string;
      status: "active" | "suspended" | "removed";
      email: string | null;
      title: string | null;
      now: number;
    }
  /** A team that a member is in (`depth` 0), or that is above such a one. */
  | { kind: "team"; id: string; name: string; memberId: string; depth: number }
  /** A role that a member has: `id` is the assignment's, which is the member's own, or a team's (`isOfTeam`). */
  | {
      kind: "held";
      id: string;
      memberId: string;
      roleId: string;
      name: string;
      slug: string;
      isSystem: boolean;
      isOfTeam: boolean;
      teamId: string | null;
      teamName: string | null;
      expiresAt: number | null;
    }
  /** A role (`id`) above one that is held (`roleId`). */
  | {
      kind: "above";
      id: string;
      roleId: string;
      name: string;
      slug: string;
      isSystem: boolean;
      depth: number;
    };

const ruleColumns = {
  kind: "text",
  id: "uuid",
  memberId: "uuid",
  roleId: "uuid",
  teamId: "uuid",
  name: "text",
  permission: "text",
  actions: "text[]",
  effect: "text",
  scope: "text",
  condition: "jsonb",
  fields: "text[]",
  recordId: "uuid",
  priority: "int",
  reason: "text",
  expiresAt: "float8",
};

type Given = { id: string; effect: Effect; expiresAt: number | null };

export type RuleRow =
  | (Given & {
      kind: "rule";
      roleId: string;
      permission: string;
      scope: Scope;
      condition: unknown;
      fields: string[] | null;
    })
  | (Given & {
      kind: "override";
      memberId: string;
      permission: string;
      condition: unknown;
      priority: number;
      reason: string;
    })
  | (Given & {
      kind: "grant";
      memberId: string | null;
      teamId: string | null;
      roleId: string | null;
      /** The resource's name. */
      name: string;
      actions: string[];
      recordId: string;
      reason: string | null;
    })
  /** Somebody in a team (`teamId`), or in one below it. */
  | { kind: "person"; memberId: string; teamId: string };

/**
 * Where members stand: their teams and those above, the roles that they and their teams have, and the roles above those. What is not
 * active, or has run out, is not there.
 */
export async function readPlaces(tx: TenantTx, tenantId: string, memberIds: Ids): Promise<PlaceRow[]> {
  const tenant = sql`${tenantId}::uuid`;
  return tx.execute(sql`
    with in_team as materialized (
      select ${teamMembers.memberId}, ${teamMembers.teamId}, ${teams.name}
        from ${teamMembers}
        join ${teams} on ${teams.tenantId} = ${teamMembers.tenantId} and ${teams.id} = ${teamMembers.teamId}
       where ${teamMembers.tenantId} = ${tenant} and ${among(teamMembers.memberId, memberIds)} and ${teams.isActive}
    ), place as materialized (
      select member_id, team_id, name, 0 as depth from in_team
       union all
      select in_team.member_id, ${teams.id}, ${teams.name}, ${teamClosure.depth}
        from in_team
        join ${teamClosure} on ${teamClosure.tenantId} = ${tenant} and ${teamClosure.descendantId} = in_team.team_id
        join ${teams} on ${teams.tenantId} = ${tenant} and ${teams.id} = ${teamClosure.ancestorId}
       where ${teams.isActive}
    ), assigned as materialized (
      select ${memberRoles.id}, ${memberRoles.memberId}, ${memberRoles.roleId}, ${memberRoles.teamId},
             false as is_of_team, ${memberRoles.expiresAt}
        from ${memberRoles}
       where ${memberRoles.tenantId} = ${tenant} and ${among(memberRoles.memberId, memberIds)}
         and ${memberRoles.revokedAt} is null and ${lasts(memberRoles.expiresAt)}
       union all
      select ${teamRoles.id}, place.member_id, ${teamRoles.roleId}, ${teamRoles.teamId},
             true, ${teamRoles.expiresAt}
        from (select distinct member_id, team_id from place) place
        join ${teamRoles} on ${teamRoles.tenantId} = ${tenant} and ${teamRoles.teamId} = place.team_id
       where ${lasts(teamRoles.expiresAt)}
    ), held as materialized (
      select assigned.*, ${roles.name}, ${roles.slug}, ${roles.isSystem}
        from assigned
        join ${roles} on ${roles.tenantId} = ${tenant} and ${roles.id} = assigned.role_id
       where ${roles.isActive}
    )
    select ${padded(placeColumns, {
      kind: sql`'member'`,
      id: members.id,
      name: members.displayName,
      status: members.status,
      email: members.email,
      title: members.title,
      now: milliseconds(sql`now()`),
    })}
      from ${members} where ${members.tenantId} = ${tenant} and ${among(members.id, memberIds)}
     union all
    select ${padded(placeColumns, {
      kind: sql`'team'`,
      id: sql`team_id`,
      name: sql`name`,
      memberId: sql`member_id`,
      depth: sql`depth`,
    })}
      from place
     union all
    select ${padded(placeColumns, {
      kind: sql`'held'`,
      id: sql`held.id`,
      memberId: sql`held.member_id`,
      roleId: sql`held.role_id`,
      name: sql`held.name`,
      slug: sql`held.slug`,
      isSystem: sql`held.is_system`,
      isOfTeam: sql`held.is_of_team`,
      teamId: sql`held.team_id`,
      teamName: teams.name,
      expiresAt: milliseconds(sql`held.expires_at`),
    })}
      from held left join ${teams} on ${teams.tenantId} = ${tenant} and ${teams.id} = held.team_id
     union all
    select ${padded(placeColumns, {
      kind: sql`'above'`,
      id: roles.id,
      roleId: roleClosure.descendantId,
      name: roles.name,
      slug: roles.slug,
      isSystem: roles.isSystem,
      depth: roleClosure.depth,
    })}
      from (select distinct role_id from held) below
      join ${roleClosure} on ${roleClosure.tenantId} = ${tenant} and ${roleClosure.descendantId} = below.role_id
      join ${roles} on ${roles.tenantId} = ${tenant} and ${roles.id} = ${roleClosure.ancestorId}
     where ${roles.isActive}`) as unknown as Promise<PlaceRow[]>;
}

/** Whom rules are asked for. `scopeTeamIds` are the teams whose people count for a scope. */
export type Holders = { memberIds: Ids; roleIds: string[]; teamIds: string[]; scopeTeamIds: string[] };

/** The rules of these roles, the exceptions of these members, what was shared with any of them, and the people of the teams. */
export async function readRules(tx: TenantTx, tenantId: string, holders: Holders): Promise<RuleRow[]> {
  const tenant = sql`${tenantId}::uuid`;
  const { memberIds, roleIds, teamIds, scopeTeamIds } = holders;
  return tx.execute(sql`
    select ${padded(ruleColumns, {
      kind: sql`'rule'`,
      id: rolePermissions.id,
      roleId: rolePermissions.roleId,
      permission: rolePermissions.permission,
      effect: rolePermissions.effect,
      scope: rolePermissions.scope,
      condition: rolePermissions.conditions,
      fields: rolePermissions.fields,
    })}
      from ${rolePermissions}
     where ${rolePermissions.tenantId} = ${tenant} and ${among(rolePermissions.roleId, roleIds)}
     union all
    select ${padded(ruleColumns, {
      kind: sql`'override'`,
      id: overrides.id,
      memberId: overrides.memberId,
      permission: overrides.permission,
      effect: overrides.effect,
      condition: overrides.conditions,
      priority: overrides.priority,
      reason: overrides.reason,
      expiresAt: milliseconds(overrides.expiresAt),
    })}
      from ${overrides}
     where ${overrides.tenantId} = ${tenant} and ${among(overrides.memberId, memberIds)} and ${lasts(overrides.expiresAt)}
     union all
    select ${padded(ruleColumns, {
      kind: sql`'grant'`,
      id: grants.id,
      memberId: grants.memberId,
      teamId: grants.teamId,
      roleId: grants.roleId,
      name: grants.resourceType,
      actions: grants.actions,
      effect: grants.effect,
      recordId: grants.resourceId,
      reason: grants.reason,
      expiresAt: milliseconds(grants.expiresAt),
    })}
      from ${grants}
     where ${grants.tenantId} = ${tenant} and ${lasts(grants.expiresAt)}
       and (${grants.memberId} is not null and ${among(grants.memberId, memberIds)}
         or ${among(grants.teamId, teamIds)} or ${among(grants.roleId, roleIds)})
     union all
    select ${padded(ruleColumns, { kind: sql`'person'`, memberId: teamMembers.memberId, teamId: sql`below.root` })}
      from (select team_id, team_id as root from unnest(${array(scopeTeamIds)}::uuid[]) as root(team_id)
             union all
            select ${teamClosure.descendantId}, ${teamClosure.ancestorId} from ${teamClosure}
             where ${teamClosure.tenantId} = ${tenant} and ${among(teamClosure.ancestorId, scopeTeamIds)}) below
      join ${teams} on ${teams.tenantId} = ${tenant} and ${teams.id} = below.team_id
      join ${teamMembers} on ${teamMembers.tenantId} = ${tenant} and ${teamMembers.teamId} = below.team_id
     where ${teams.isActive}`) as unknown as Promise<RuleRow[]>;
}

/** All columns of a union's rows: those given, and null for the others. */
const padded = (columns: Record<string, string>, given: Record<string, unknown>): SQL =>
  sql.join(
    Object.entries(columns).map(
      ([name, type]) => sql`(${given[name] ?? sql`null`})::${sql.raw(type)} as ${sql.identifier(name)}`,
    ),
    sql`, `,
  );

const milliseconds = (moment: unknown): SQL => sql`extract(epoch from ${moment}) * 1000`;

const lasts = (expiresAt: unknown): SQL => sql`(${expiresAt} is null or ${expiresAt} > now())`;

const array = (ids: readonly string[]): string => `{${ids.join(",")}}`;

const among = (column: unknown, ids: Ids): SQL =>
  ids === "all" ? sql`true` : sql`${column} = any(${array(ids)}::uuid[])`;
