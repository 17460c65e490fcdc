import { type SQL, sql } from "drizzle-orm";
import {
  memberRoles,
  members,
  roleClosure,
  roles,
  teamClosure,
  teamMembers,
  teamRoles,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { among, arrayOf, type Ids, lasts, milliseconds, padded, placeholder, statement } from "./statements";

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
  /** A team that a member is in (`depth` 0), or that is above such a one (`teamId`). */
  | { kind: "team"; id: string; name: string; memberId: string; teamId: string; depth: number }
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

/**
 * Where members stand: their teams and those above, the roles that they and their teams have, and the roles above those. What is not
 * active, or has run out, is not there.
 */
export async function readPlaces(tx: TenantTx, tenantId: string, memberIds: Ids): Promise<PlaceRow[]> {
  const all = memberIds === "all";
  const query = all ? ofAll : ofSome;
  const rows = await tx.execute(query({ tenantId, memberIds: all ? "" : arrayOf(memberIds) }));
  return rows as unknown as PlaceRow[];
}

const ofAll = statement(() => places("all"));
const ofSome = statement(() => places(placeholder("memberIds")));

function places(memberIds: SQL | "all"): SQL {
  const tenant = sql`${placeholder("tenantId")}::uuid`;
  return sql`
    with in_team as materialized (
      select ${teamMembers.memberId}, ${teamMembers.teamId}, ${teams.name}
        from ${teamMembers}
        join ${teams} on ${teams.tenantId} = ${teamMembers.tenantId} and ${teams.id} = ${teamMembers.teamId}
       where ${teamMembers.tenantId} = ${tenant} and ${among(teamMembers.memberId, memberIds)} and ${teams.isActive}
    ), place as materialized (
      select member_id, team_id as via, team_id, name, 0 as depth from in_team
       union all
      select in_team.member_id, in_team.team_id, ${teams.id}, ${teams.name}, ${teamClosure.depth}
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
      teamId: sql`via`,
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
     where ${roles.isActive}`;
}
