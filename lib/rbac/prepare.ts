import { asks } from "./conditions/asks";
import { type Checked, check } from "./conditions/check";
import { type Evaluator, evaluator } from "./conditions/evaluate";
import { isWrite, type Permission } from "./permissions";
import type { Gate, Policy, Rule } from "./policy";
import { fieldsOf, type Resource, resourceOf } from "./resources";

/** A rule, ready to be applied. */
export type PlannedRule = {
  rule: Rule;
  fields: ReadonlySet<string> | null;
  /** "invalid": one that this version does not know. */
  condition: Checked | null | "invalid";
  /** Whether it holds; null without a condition that is known. */
  meets: Evaluator | null;
  teamMembers: ReadonlySet<string> | null;
};

/** The rules of one permission, in the order in which they decide. */
export type Plan = {
  permission: Permission;
  resource: Resource | null;
  /** The first that closes it. */
  gate: Gate | null;
  /** The highest priority first, and of one priority what denies first: the first that applies decides. */
  overrides: readonly PlannedRule[];
  denies: readonly PlannedRule[];
  allows: readonly PlannedRule[];
  /** What is about one record alone, by the record: 10,000 grants cost no more than one. */
  grants: ReadonlyMap<string, { denies: readonly PlannedRule[]; allows: readonly PlannedRule[] }>;
  /** Every rule above, by its key. */
  rules: readonly PlannedRule[];
  /** Whether any rule is about some fields alone. */
  hasFields: boolean;
  /** Whether any condition asks the request: without one, what could be allowed is the same for every request. */
  asksRequest: boolean;
  /** All that a rule may name as a field. */
  fields: ReadonlySet<string>;
  /** The fields that are open to who has the record: those that name it, when it is read. */
  names: ReadonlySet<string>;
};

/** Whether a gate closes a permission. */
export const closes = ({ applies }: Gate, permission: Permission): boolean =>
  applies === "all" || (applies === "writes" ? isWrite(permission) : applies.includes(permission));

/** Prepares the rules of one permission. `rules` holds rules of that permission alone. */
export function planOf(permission: Permission, rules: readonly Rule[], { gates }: Policy): Plan {
  const resource = resourceOf(permission);
  const teams = new Map<readonly string[], ReadonlySet<string>>();
  const planned = rules.map((rule) => prepare(rule, resource, teams)).sort(byKey);
  const others = planned.filter(({ rule }) => rule.priority === null);
  const general = others.filter(({ rule }) => rule.recordId === null);
  return {
    permission,
    resource,
    gate: gates.find((gate) => closes(gate, permission)) ?? null,
    overrides: planned.filter(({ rule }) => rule.priority !== null).sort(byPriority),
    denies: general.filter(({ rule }) => rule.effect === "deny"),
    allows: general.filter(({ rule }) => rule.effect === "allow"),
    grants: byRecord(others),
    rules: planned,
    hasFields: planned.some(({ fields }) => fields !== null),
    asksRequest: planned.some(
      ({ condition }) => condition !== null && condition !== "invalid" && asks(condition, "request"),
    ),
    fields: new Set(resource ? Object.keys(fieldsOf(resource)) : []),
    names: new Set(permission.endsWith(":read") ? namesOf(resource) : []),
  };
}

function prepare(
  rule: Rule,
  resource: Resource | null,
  teams: Map<readonly string[], ReadonlySet<string>>,
): PlannedRule {
  const checked = rule.condition === null ? null : check(rule.condition, resource);
  const memberIds = rule.team?.memberIds;
  if (memberIds && !teams.has(memberIds)) teams.set(memberIds, new Set(memberIds));
  const condition = checked && ("condition" in checked ? checked.condition : "invalid");
  return {
    rule,
    fields: rule.fields && new Set(rule.fields),
    condition,
    meets: condition === null || condition === "invalid" ? null : evaluator(condition),
    teamMembers: (memberIds && teams.get(memberIds)) ?? null,
  };
}

/** So that of several rules that say the same, the same one is named whatever order they came in. */
const byKey = (a: PlannedRule, b: PlannedRule): number =>
  a.rule.key < b.rule.key ? -1 : a.rule.key > b.rule.key ? 1 : 0;

const byPriority = (a: PlannedRule, b: PlannedRule): number =>
  (b.rule.priority ?? 0) - (a.rule.priority ?? 0) || rank(a.rule) - rank(b.rule);

const rank = ({ effect }: Rule): number => (effect === "deny" ? 0 : 1);

function byRecord(rules: readonly PlannedRule[]): Plan["grants"] {
  const grants = new Map<string, { denies: PlannedRule[]; allows: PlannedRule[] }>();
  for (const planned of rules) {
    const { recordId, effect } = planned.rule;
    if (recordId === null) continue;
    const of = grants.get(recordId) ?? { denies: [], allows: [] };
    of[effect === "deny" ? "denies" : "allows"].push(planned);
    grants.set(recordId, of);
  }
  return grants;
}

const namesOf = (resource: Resource | null): string[] =>
  Object.entries(resource?.attributes ?? {}).flatMap(([name, { isName }]) => (isName ? name : []));
