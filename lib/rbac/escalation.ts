import type { Access } from "./access";
import { asks } from "./conditions/asks";
import { check } from "./conditions/check";
import type { Rule } from "./policy";
import { resourceOf } from "./resources";

/**
 * Of rules that somebody wants to give, the allows that they do not have themselves. What is let through opens nothing that they could not
 * do. In doubt a rule is lacking: `own` and `team` are other records for another person, and so is a condition that asks for the member;
 * they are given only by who has them for everybody.
 */
export function lacking(access: Access, rules: readonly Rule[]): Rule[] {
  return rules.filter((rule) => rule.effect === "allow" && !has(access, rule));
}

function has(access: Access, wanted: Rule): boolean {
  const plan = access.plan(wanted.permission);
  if (plan.gate) return false;
  const rules = plan.rules.map(({ rule }) => rule);
  if (rules.some((rule) => rule.effect === "deny" && touches(rule, wanted))) return false;
  return rules.some((rule) => rule.effect === "allow" && covers(rule, wanted));
}

/** Whether a deny could take something of it away. */
function touches(deny: Rule, wanted: Rule): boolean {
  if (deny.recordId !== null && wanted.recordId !== null && deny.recordId !== wanted.recordId) return false;
  if (deny.fields === null || wanted.fields === null) return true;
  return deny.fields.some((field) => wanted.fields?.includes(field));
}

function covers(held: Rule, wanted: Rule): boolean {
  return (
    held.scope === "all" &&
    (held.recordId === null || held.recordId === wanted.recordId) &&
    (held.fields === null || (wanted.fields?.every((field) => held.fields?.includes(field)) ?? false)) &&
    coversTeam(held, wanted) &&
    coversCondition(held, wanted) &&
    lastsAsLong(held, wanted)
  );
}

function coversTeam({ team }: Rule, wanted: Rule): boolean {
  if (team === null) return true;
  const { memberIds } = team;
  return wanted.team?.memberIds.every((id) => memberIds.includes(id)) ?? false;
}

const lastsAsLong = ({ expiresAt }: Rule, wanted: Rule): boolean =>
  expiresAt === null || (wanted.expiresAt !== null && wanted.expiresAt <= expiresAt);

function coversCondition({ permission, condition }: Rule, wanted: Rule): boolean {
  if (condition === null) return true;
  if (!isSame(condition, wanted.condition)) return false;
  const checked = check(condition, resourceOf(permission));
  return "condition" in checked && !asks(checked.condition, "member");
}

/** Two JSON values, whatever the order of their keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    one.length === other.size && one.every(([key, value]) => other.has(key) && isSame(value, other.get(key)))
  );
}
