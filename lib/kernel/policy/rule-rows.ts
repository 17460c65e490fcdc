import { type SQL, sql } from "drizzle-orm";
import {
  resourceGrants as grants,
  memberPermissionOverrides as overrides,
  rolePermissions,
  teamClosure,
  teamMembers,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import type { Effect, Scope } from "@/lib/rbac/policy";
import { among, arrayOf, type Ids, lasts, milliseconds, padded, placeholder, statement } from "./statements";

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

/** Whom rules are asked for. `scopeTeamIds` are the teams whose people count for a scope. */
export type Holders = { memberIds: Ids; roleIds: string[]; teamIds: string[]; scopeTeamIds: string[] };

/** The rules of these roles, the exceptions of these members, what was shared with any of them, and the people of the teams. */
export async function readRules(tx: TenantTx, tenantId: string, holders: Holders): Promise<RuleRow[]> {
  const { memberIds, roleIds, teamIds, scopeTeamIds } = holders;
  const all = memberIds === "all";
  const query = all ? ofAll : ofSome;
  const rows = await tx.execute(
    query({
      tenantId,
      memberIds: all ? "" : arrayOf(memberIds),
      roleIds: arrayOf(roleIds),
      teamIds: arrayOf(teamIds),
      scopeTeamIds: arrayOf(scopeTeamIds),
    }),
  );
  return rows as unknown as RuleRow[];
}

const ofAll = statement(() => rules("all"));
const ofSome = statement(() => rules(placeholder("memberIds")));

function rules(memberIds: SQL | "all"): SQL {
  const tenant = sql`${placeholder("tenantId")}::uuid`;
  const [roleIds, teamIds, scopeTeamIds] = ["roleIds", "teamIds", "scopeTeamIds"].map(placeholder) as [
    SQL,
    SQL,
    SQL,
  ];
  return sql`
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
    select distinct ${padded(ruleColumns, { kind: sql`'person'`, memberId: teamMembers.memberId, teamId: sql`below.root` })}
      from (select team_id, team_id as root from unnest(${scopeTeamIds}::uuid[]) as root(team_id)
             union all
            select ${teamClosure.descendantId}, ${teamClosure.ancestorId} from ${teamClosure}
             where ${teamClosure.tenantId} = ${tenant} and ${among(teamClosure.ancestorId, scopeTeamIds)}) below
      join ${teams} on ${teams.tenantId} = ${tenant} and ${teams.id} = below.team_id
      join ${teamMembers} on ${teamMembers.tenantId} = ${tenant} and ${teamMembers.teamId} = below.team_id
     where ${teams.isActive}`;
}
