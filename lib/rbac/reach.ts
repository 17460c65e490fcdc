import { possible } from "./conditions/possible";
import { type Actor, isAbout } from "./decide";
import type { RequestAttributes } from "./policy";
import type { Plan, PlannedRule } from "./prepare";

/** Over all records that there could be, a rule applies always, to some, or never. */
type Reach = "always" | "sometimes" | "never";

function reachOf(
  { rule, teamMembers, condition }: PlannedRule,
  plan: Plan,
  actor: Actor,
  request?: RequestAttributes,
): Reach {
  const { member } = actor.policy;
  const byOwner = rule.scope !== "all" || teamMembers !== null;
  const ownerKey = plan.resource?.owner ?? null;
  if (byOwner && ownerKey === null && rule.effect === "allow") return "never";
  const isEmpty =
    (rule.scope === "own" && member.id === null) ||
    (rule.scope === "team" && actor.teammates.size === 0) ||
    teamMembers?.size === 0;
  if (byOwner && ownerKey !== null && isEmpty) return "never";
  if (rule.recordId !== null && plan.resource === null) return "never";
  const narrowed = (byOwner && ownerKey !== null) || rule.recordId !== null;
  if (condition === "invalid" && rule.effect === "allow") return "never";
  if (condition === null || condition === "invalid") return narrowed ? "sometimes" : "always";
  const truths = possible(condition, { member, request });
  if (!truths.has(true)) return "never";
  return narrowed || truths.size > 1 ? "sometimes" : "always";
}

/**
 * The rule by which steps 2 to 5 could allow it, for some record; or what closes it for every record; or null when nothing opens it.
 * Exact for what has no records, when the request is known.
 */
export function possibleDecider(
  plan: Plan,
  actor: Actor,
  field: string | null,
  request?: RequestAttributes,
): PlannedRule | null {
  const about = (rules: readonly PlannedRule[]) => rules.filter((planned) => isAbout(planned, field));
  const reach = (planned: PlannedRule) => reachOf(planned, plan, actor, request);
  const opens = (planned: PlannedRule) => planned.rule.effect === "allow" && reach(planned) !== "never";
  const shuts = (planned: PlannedRule) => planned.rule.effect === "deny" && reach(planned) === "always";
  const override = about(plan.overrides).find((planned) => opens(planned) || shuts(planned));
  if (override) return override;
  const others = about(plan.rules).filter(({ rule }) => rule.priority === null);
  return others.find(shuts) ?? others.find(opens) ?? null;
}

export const couldAllow = (
  plan: Plan,
  actor: Actor,
  field: string | null,
  request?: RequestAttributes,
): boolean => possibleDecider(plan, actor, field, request)?.rule.effect === "allow";

/** Whether a rule applies to any record that there could be. */
export const couldApply = (
  planned: PlannedRule,
  plan: Plan,
  actor: Actor,
  request?: RequestAttributes,
): boolean => reachOf(planned, plan, actor, request) !== "never";

/**
 * Whether a field is open on every record that is: no rule closes it, and what opens records opens it with them. An allow for some
 * fields alone opens nothing that an allow of everything would not.
 */
export function isAlwaysOpen(plan: Plan, actor: Actor, field: string): boolean {
  const reached = plan.rules.filter((planned) => reachOf(planned, plan, actor) !== "never");
  if (reached.some(({ rule, fields }) => rule.effect === "deny" && fields?.has(field))) return false;
  const whole = reached.some(
    (planned) =>
      planned.rule.effect === "allow" &&
      planned.rule.priority === null &&
      planned.fields === null &&
      reachOf(planned, plan, actor) === "always",
  );
  return reached.every(
    ({ rule, fields }) =>
      rule.effect === "deny" || fields === null || fields.has(field) || (whole && rule.priority === null),
  );
}
