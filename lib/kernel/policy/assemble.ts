import { type Permission, permissions } from "@/lib/rbac/permissions";
import type { Gate, Named, Policy, Rule, Source } from "@/lib/rbac/policy";
import { isSystemRole, rulesOfSystemRole } from "@/lib/rbac/roles";
import { memberGate } from "./gates";
import type { PlaceRow, RuleRow } from "./rows";

type Row<Kind extends string, All extends { kind: string }> = Extract<All, { kind: Kind }>;
type Held = Row<"held", PlaceRow>;
type Role = Named & { slug: string; isSystem: boolean };

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

const known = new Set<string>(permissions.map(({ name }) => name));
const isKnown = (name: string): name is Permission => known.has(name);

/** Puts together the policies of the members among these rows. */
export function assemble(places: PlaceRow[], rows: RuleRow[], gates: Gate[]): Map<string, Loaded> {
  const teams = grouped(of("team", places), ({ memberId }) => memberId);
  const held = grouped(of("held", places), ({ memberId }) => memberId);
  const above = grouped(of("above", places), ({ roleId }) => roleId);
  const overrides = grouped(of("override", rows), ({ memberId }) => memberId);
  const persons = grouped(of("person", rows), ({ teamId }) => teamId);
  const stored = grouped(of("rule", rows), ({ roleId }) => roleId);
  const grants = of("grant", rows);
  const peopleOf = (teamId: string) => [...new Set(persons.get(teamId)?.map(({ memberId }) => memberId))];
  const lineageOf = (role: Role): Role[] => [role, ...(above.get(role.id) ?? [])];
  const loaded = of("member", places).map((row): [string, Loaded] => {
    const memberTeams = teams.get(row.id) ?? [];
    const assignments = held.get(row.id) ?? [];
    const reach = {
      teams: memberTeams,
      assignments: assignments.map((one) => ({
        ...one,
        narrowed: narrowingOf(one, peopleOf),
        lineage: lineageOf(roleOf(one)),
      })),
    };
    const rules = [
      ...reach.assignments.flatMap((one) =>
        one.lineage.flatMap((role) => roleRules(one, role, stored.get(role.id) ?? [])),
      ),
      ...(overrides.get(row.id) ?? []).flatMap(overrideRule),
      ...grants.flatMap((grant) => grantRules(grant, row, reach)),
    ];
    const own = memberTeams.filter(({ depth }) => depth === 0);
    const gate = memberGate(row.status);
    const ends = [
      ...rules.map(({ expiresAt }) => expiresAt?.getTime()),
      ...assignments.map(({ expiresAt }) => expiresAt),
    ].flatMap((end) => end ?? []);
    const { id, name: displayName, email, status } = row;
    return [
      id,
      {
        member: { id, displayName, email, status, roles: unique(assignments.map(roleOf)) },
        lastsMs: ends.length > 0 ? Math.min(...ends) - row.now : null,
        policy: {
          member: {
            id,
            teamIds: unique(memberTeams).map((team) => team.id),
            roleIds: unique(reach.assignments.flatMap(({ lineage }) => lineage)).map((role) => role.id),
            email,
            title: row.title,
          },
          teammates: [...new Set([id, ...own.flatMap((team) => peopleOf(team.id))])],
          gates: gate ? [gate, ...gates] : gates,
          rules,
        },
      },
    ];
  });
  return new Map(loaded);
}

type Assignment = Held & { narrowed: Rule["team"]; lineage: Role[] };
type Reach = { teams: readonly Named[]; assignments: readonly Assignment[] };

const roleOf = ({ roleId, name, slug, isSystem }: Held): Role => ({ id: roleId, name, slug, isSystem });

/** A role that was given for one team counts for the records of its people alone. */
function narrowingOf(held: Held, peopleOf: (teamId: string) => string[]): Rule["team"] {
  if (held.isOfTeam || !held.teamId) return null;
  return { id: held.teamId, name: held.teamName ?? "", memberIds: peopleOf(held.teamId) };
}

function roleRules(held: Assignment, role: Role, stored: Row<"rule", RuleRow>[]): Rule[] {
  const source: Source = {
    kind: "role",
    role: { id: held.roleId, name: held.name },
    inheritedFrom: role.id === held.roleId ? null : { id: role.id, name: role.name },
    team: held.isOfTeam && held.teamId ? { id: held.teamId, name: held.teamName ?? "" } : null,
    assignmentId: held.id,
  };
  const common = {
    source,
    team: held.narrowed,
    recordId: null,
    priority: null,
    expiresAt: date(held.expiresAt),
  };
  if (role.isSystem && isSystemRole(role.slug))
    return rulesOfSystemRole(role.slug).map((body) => ({
      ...common,
      ...body,
      key: `${held.id}:${role.id}:${body.permission}`,
    }));
  return stored.flatMap(({ id, permission, effect, scope, condition, fields }) =>
    isKnown(permission)
      ? { ...common, key: `${held.id}:${id}`, effect, permission, scope, condition, fields }
      : [],
  );
}

function overrideRule({
  id,
  permission,
  effect,
  condition,
  priority,
  reason,
  expiresAt,
}: Row<"override", RuleRow>): Rule[] {
  if (!isKnown(permission)) return [];
  const source: Source = { kind: "override", id, reason };
  const reach = { scope: "all", team: null, fields: null, recordId: null } as const;
  return [{ key: id, source, effect, permission, condition, priority, expiresAt: date(expiresAt), ...reach }];
}

/** What was shared with the member, with a team that they are in or under, or with a role that they have. */
function grantRules(grant: Row<"grant", RuleRow>, member: Named, reach: Reach): Rule[] {
  const { id, effect, recordId, reason } = grant;
  return receivers(grant, member, reach).flatMap(({ to, team, until }) =>
    grant.actions.flatMap((action): Rule[] => {
      const permission = `${grant.name}:${action}`;
      if (!isKnown(permission)) return [];
      return [
        {
          key: [id, action, ...(team ? [team.id] : [])].join(":"),
          source: { kind: "grant", id, to, reason },
          effect,
          permission,
          scope: "all",
          team,
          condition: null,
          fields: null,
          recordId,
          priority: null,
          expiresAt: date(earliest(grant.expiresAt, until)),
        },
      ];
    }),
  );
}

/** Whom a grant reaches a member through, for which records, and for how long. */
type Receiver = { to: Extract<Source, { kind: "grant" }>["to"]; team: Rule["team"]; until: number | null };

function receivers(
  grant: Row<"grant", RuleRow>,
  { id, name }: Named,
  { teams, assignments }: Reach,
): Receiver[] {
  const lasting = { team: null, until: null };
  if (grant.memberId) return grant.memberId === id ? [{ to: { kind: "member", id, name }, ...lasting }] : [];
  const team = teams.find((one) => one.id === grant.teamId);
  if (team) return [{ to: { kind: "team", id: team.id, name: team.name }, ...lasting }];
  const through = assignments.flatMap(({ lineage, narrowed, expiresAt }): Receiver[] => {
    const role = lineage.find((one) => one.id === grant.roleId);
    return role
      ? [{ to: { kind: "role", id: role.id, name: role.name }, team: narrowed, until: expiresAt }]
      : [];
  });
  // Of several ways to the same records, the one that lasts longest.
  const longest = through.sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity));
  return [...new Map(longest.map((receiver) => [receiver.team?.id, receiver])).values()];
}

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

const date = (milliseconds: number | null): Date | null =>
  milliseconds === null ? null : new Date(milliseconds);

const of = <All extends { kind: string }, Kind extends All["kind"]>(kind: Kind, rows: readonly All[]) =>
  rows.filter((row): row is Extract<All, { kind: Kind }> => row.kind === kind);

const unique = <T extends { id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
