import { type Permission, permissions } from "@/lib/rbac/permissions";
import type { RuleBody } from "@/lib/rbac/policy";
import { type ResourceName, resources } from "@/lib/rbac/resources";

/** The resource of a permission, when it is about single records. */
export function recordsOf(permission: Permission): ResourceName | null {
  const name = permission.slice(0, permission.indexOf(":"));
  return name in resources ? (name as ResourceName) : null;
}

/** What a role says of one permission as a whole: for whose records, or never, whatever else says so. */
export type Cell = "none" | "own" | "team" | "all" | "never";

/** A role's rules as its page shows them. */
export type RoleSheet = {
  /** What holds without a condition, for all fields; left out where nothing does. */
  cells: Partial<Record<Permission, Cell>>;
  /** The fields that a permission does not take in, whatever else says so. */
  closed: Partial<Record<Permission, readonly string[]>>;
  /** All else: with a condition, or for some fields alone. */
  special: readonly RuleBody[];
};

const WIDTH: Record<Cell, number> = { none: 0, own: 1, team: 2, all: 3, never: 4 };

/** Of two cells the one that counts: a "never" before all, then the wider. */
export const stronger = (a: Cell, b: Cell): Cell => (WIDTH[b] > WIDTH[a] ? b : a);

const isWhole = ({ effect, scope, condition, fields }: RuleBody): boolean =>
  condition === null && fields === null && (effect === "allow" || scope === "all");

const closesFields = ({ effect, scope, condition, fields, permission }: RuleBody): boolean =>
  effect === "deny" &&
  scope === "all" &&
  condition === null &&
  fields !== null &&
  /:(read|update)$/.test(permission);

/** Rules as the page shows them. Of several that say the same of a permission, the one that counts is left. */
export function sheetOf(rules: readonly RuleBody[]): RoleSheet {
  const cells: Partial<Record<Permission, Cell>> = {};
  const closed: Partial<Record<Permission, readonly string[]>> = {};
  const special: RuleBody[] = [];
  for (const rule of rules) {
    const { permission, effect, scope, fields } = rule;
    if (isWhole(rule))
      cells[permission] = stronger(cells[permission] ?? "none", effect === "deny" ? "never" : scope);
    else if (closesFields(rule))
      closed[permission] = [...new Set([...(closed[permission] ?? []), ...(fields ?? [])])].sort();
    else special.push(rule);
  }
  return { cells, closed, special };
}

/** The other way round, in the catalogue's order. */
export function rulesOf({ cells, closed, special }: RoleSheet): RuleBody[] {
  return permissions.flatMap(({ name: permission }) => {
    const whole = { permission, condition: null, fields: null };
    const cell = cells[permission] ?? "none";
    const fields = closed[permission] ?? [];
    const rules: RuleBody[] = special.filter((rule) => rule.permission === permission);
    if (fields.length > 0) rules.unshift({ ...whole, effect: "deny", scope: "all", fields: [...fields] });
    if (cell === "never") rules.unshift({ ...whole, effect: "deny", scope: "all" });
    else if (cell !== "none") rules.unshift({ ...whole, effect: "allow", scope: cell });
    return rules;
  });
}

/** A role that others inherit from, as far as it matters to them. */
export type Above = { id: string; name: string; rules: readonly RuleBody[] };
export type Inherited = { cell: Cell; from: string | null };

/** What comes from the roles above, and from which; of several that say the same, from the nearest. */
export function inheritedCells(above: readonly Above[]): Partial<Record<Permission, Inherited>> {
  const found: Partial<Record<Permission, Inherited>> = {};
  for (const { name, rules } of above) {
    for (const [permission, cell] of Object.entries(sheetOf(rules).cells) as [Permission, Cell][]) {
      const before = found[permission]?.cell ?? "none";
      if (WIDTH[cell] > WIDTH[before]) found[permission] = { cell, from: name };
    }
  }
  return found;
}

/** The fields that the roles above close, each with the nearest role that does. */
export function inheritedClosed(
  above: readonly Above[],
  permission: Permission,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, rules } of above)
    for (const field of sheetOf(rules).closed[permission] ?? [])
      if (!found.has(field)) found.set(field, name);
  return found;
}

/** The same whatever order the keys of its condition are in: what tells two rules apart. */
export const ruleKey = ({ permission, effect, scope, condition, fields }: RuleBody): string =>
  JSON.stringify([permission, effect, scope, fields && [...fields].sort(), sorted(condition)]);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]) => [key, sorted(inside)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
