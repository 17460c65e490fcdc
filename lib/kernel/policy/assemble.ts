import type { Gate, Named, Policy } from "@/lib/rbac/policy";
import { memberGate } from "./gates";
import type { PlaceRow } from "./places";
import type { RuleRow } from "./rule-rows";
import { grantRules, type Holding, holdingRules, type Of, overrideRules, waysOf } from "./rules";

/** A member and all that decides what they may do. */
export type Loaded = {
  policy: Policy;
  member: {
    id: string;
    displayName: string;
    email: string | null;
    status: "active" | "suspended" | "removed";
    /** The roles that they have now, and those of their teams, without the roles above them. */
    roles: { id: string; slug: string; name: string }[];
  };
  /** The first of what ends, in milliseconds from the moment of the reading; null when nothing does. */
  lastsMs: number | null;
};

/** Puts together the policies of the members among these rows. */
export function assemble(places: PlaceRow[], rows: RuleRow[], gates: Gate[]): Map<string, Loaded> {
  const parts = partsOf(places, rows);
  return new Map(of("member", places).map((member) => [member.id, one(member, parts, gates)]));
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(places: PlaceRow[], rows: RuleRow[]) {
  const grants = of("grant", rows);
  return {
    teams: grouped(of("team", places), ({ memberId }) => memberId),
    held: grouped(of("held", places), ({ memberId }) => memberId),
    above: grouped(of("above", places), ({ roleId }) => roleId),
    stored: grouped(of("rule", rows), ({ roleId }) => roleId),
    overrides: grouped(of("override", rows), ({ memberId }) => memberId),
    people: grouped(of("person", rows), ({ teamId }) => teamId),
    toMember: grouped(grants, ({ memberId }) => memberId),
    toTeam: grouped(grants, ({ teamId }) => teamId),
    toRole: grouped(grants, ({ roleId }) => roleId),
  };
}

function one(row: Of<"member">, parts: Parts, gates: Gate[]): Loaded {
  const { id, name, email, status } = row;
  const held = parts.held.get(id) ?? [];
  const teams = parts.teams.get(id) ?? [];
  const holdings = held.map((assignment) => holdingOf(assignment, parts));
  const roles = unique(holdings.flatMap(({ lineage }) => lineage));
  const toRoles = roles.flatMap((role) => parts.toRole.get(role.id) ?? []);
  const through = (to: "member" | "team", { id, name }: Named) => ({
    to: { kind: to, id, name },
    team: null,
    until: null,
  });
  const rules = [
    ...holdings.flatMap((holding) => holdingRules(holding, (roleId) => parts.stored.get(roleId) ?? [])),
    ...(parts.overrides.get(id) ?? []).flatMap(overrideRules),
    ...(parts.toMember.get(id) ?? []).flatMap((grant) => grantRules(grant, through("member", row))),
    ...unique(teams).flatMap((team) =>
      (parts.toTeam.get(team.id) ?? []).flatMap((grant) => grantRules(grant, through("team", team))),
    ),
    ...toRoles.flatMap((grant) => waysOf(grant, holdings).flatMap((way) => grantRules(grant, way))),
  ];
  const gate = memberGate(status);
  const ends = [
    ...rules.map(({ expiresAt }) => expiresAt?.getTime() ?? null),
    ...holdings.map(({ expiresAt }) => expiresAt),
  ].flatMap((end) => end ?? []);
  return {
    member: { id, displayName: name, email, status, roles: unique(holdings.map(({ role }) => role)) },
    lastsMs: ends.length > 0 ? Math.min(...ends) - row.now : null,
    policy: {
      member: {
        id,
        teamIds: unique(teams).map((team) => team.id),
        roleIds: roles.map((role) => role.id),
        email,
        title: row.title,
      },
      teammates: [...new Set([id, ...topmost(teams).flatMap((teamId) => peopleOf(teamId, parts))])],
      gates: gate ? [gate, ...gates] : gates,
      rules,
    },
  };
}

function holdingOf(assignment: Of<"held">, parts: Parts): Holding {
  const { id, roleId, name, slug, isSystem, isOfTeam, teamId, teamName, expiresAt } = assignment;
  const role = { id: roleId, name, slug, isSystem };
  const team = teamId ? { id: teamId, name: teamName ?? "" } : null;
  return {
    id,
    role,
    lineage: [role, ...(parts.above.get(roleId) ?? [])],
    team: isOfTeam ? team : null,
    narrowed: team && !isOfTeam ? { ...team, memberIds: peopleOf(team.id, parts) } : null,
    expiresAt,
  };
}

/** Of the teams that members are in, those that count for their scope: who is in one below another such team is among its people. */
export function topmost(teams: readonly Of<"team">[]): string[] {
  const keyOf = (memberId: string, teamId: string) => `${memberId} ${teamId}`;
  const own = teams.filter(({ depth }) => depth === 0);
  const all = new Set(own.map(({ memberId, id }) => keyOf(memberId, id)));
  const above = teams.filter(({ depth, memberId, id }) => depth > 0 && all.has(keyOf(memberId, id)));
  const covered = new Set(above.map(({ memberId, teamId }) => keyOf(memberId, teamId)));
  return own.flatMap(({ memberId, id }) => (covered.has(keyOf(memberId, id)) ? [] : [id]));
}

const peopleOf = (teamId: string, { people }: Parts): string[] => [
  ...new Set(people.get(teamId)?.map(({ memberId }) => memberId)),
];

const of = <All extends { kind: string }, Kind extends All["kind"]>(kind: Kind, rows: readonly All[]) =>
  rows.filter((row): row is Extract<All, { kind: Kind }> => row.kind === kind);

const unique = <T extends { id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** Rows whose key is null are in no group. */
function grouped<T>(rows: readonly T[], keyOf: (row: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
