import { type Permission, permissions } from "@/lib/rbac/permissions";
import type { Named, Rule, Source } from "@/lib/rbac/policy";
import { isSystemRole, rulesOfSystemRole } from "@/lib/rbac/roles";
import type { PlaceRow } from "./places";
import type { RuleRow } from "./rule-rows";

export type Role = Named & { slug: string; isSystem: boolean };

/** A role as somebody has it: `id` is the assignment's. */
export type Holding = {
  id: string;
  role: Role;
  /** The role, and those above it. */
  lineage: readonly Role[];
  /** The team that gives it. */
  team: Named | null;
  /** For the records of these people alone. */
  narrowed: Rule["team"];
  expiresAt: number | null;
};

export type Of<Kind extends string> = Extract<PlaceRow | RuleRow, { kind: Kind }>;

const known = new Set<string>(permissions.map(({ name }) => name));

/** A permission that an older or a newer version knows, and this one does not, decides nothing. */
const isKnown = (name: string): name is Permission => known.has(name);

/** The rules of a role that somebody has; `storedOf` answers those of a custom role. */
export const holdingRules = (holding: Holding, storedOf: (roleId: string) => readonly Of<"rule">[]): Rule[] =>
  holding.lineage.flatMap((role) => {
    const inherited = role.id !== holding.role.id;
    const source: Source = {
      kind: "role",
      role: { id: holding.role.id, name: holding.role.name },
      inheritedFrom: inherited ? { id: role.id, name: role.name } : null,
      team: holding.team,
      assignmentId: holding.id,
    };
    const common = {
      source,
      team: holding.narrowed,
      recordId: null,
      priority: null,
      expiresAt: date(holding.expiresAt),
    };
    if (role.isSystem && isSystemRole(role.slug))
      return rulesOfSystemRole(role.slug).map((body): Rule => {
        const key = `${holding.id}:${role.id}:${body.permission}`;
        return { ...common, ...body, key };
      });
    return storedOf(role.id).flatMap(({ id, permission, effect, scope, condition, fields }): Rule[] => {
      const key = `${holding.id}:${id}`;
      return isKnown(permission) ? [{ ...common, key, effect, permission, scope, condition, fields }] : [];
    });
  });

export function overrideRules(override: Of<"override">): Rule[] {
  const { id, permission, effect, condition, priority, reason, expiresAt } = override;
  if (!isKnown(permission)) return [];
  const source: Source = { kind: "override", id, reason };
  const reach = { scope: "all", team: null, fields: null, recordId: null } as const;
  return [{ key: id, source, effect, permission, condition, priority, expiresAt: date(expiresAt), ...reach }];
}

type To = Extract<Source, { kind: "grant" }>["to"];

/** Whom a grant reaches somebody through, for whose records, and for how long. */
type Way = { to: To; team: Rule["team"]; until: number | null };

/** Of several ways to the same records, the one that lasts longest. */
export function waysOf(grant: Of<"grant">, holdings: readonly Holding[]): Way[] {
  const ways = holdings.flatMap(({ lineage, narrowed, expiresAt }): Way[] => {
    const role = lineage.find(({ id }) => id === grant.roleId);
    return role
      ? [{ to: { kind: "role", id: role.id, name: role.name }, team: narrowed, until: expiresAt }]
      : [];
  });
  const lasting = ways.sort((one, other) => (one.until ?? Infinity) - (other.until ?? Infinity));
  return [...new Map(lasting.map((way) => [way.team?.id, way])).values()];
}

/** What was shared, as it reaches somebody on one way. */
export const grantRules = (grant: Of<"grant">, { to, team, until }: Way): Rule[] =>
  grant.actions.flatMap((action): Rule[] => {
    const permission = `${grant.name}:${action}`;
    if (!isKnown(permission)) return [];
    const { id, effect, recordId, reason } = grant;
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
  });

const date = (milliseconds: number | null): Date | null =>
  milliseconds === null ? null : new Date(milliseconds);

const earliest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
