import type { Env } from "./conditions/evaluate";
import type { Policy } from "./policy";
import type { Plan, PlannedRule } from "./prepare";

/** Who asks, prepared once for many decisions. */
export type Actor = { policy: Policy; teammates: ReadonlySet<string> };

/** Why a rule does not apply to a record. */
export type Miss = "record" | "scope" | "team" | "condition";

/** Why the rule does not apply; null when it does. */
export function missOf(planned: PlannedRule, { resource }: Plan, actor: Actor, env: Env): Miss | null {
  const { rule, condition, meets } = planned;
  if (rule.recordId !== null && rule.recordId !== env.record.id) return "record";
  if (rule.scope !== "all" || planned.teamMembers) {
    const miss = ownerMiss(planned, resource?.owner ?? null, actor, env);
    if (miss) return miss;
  }
  if (meets) return meets(env) === true ? null : "condition";
  return condition === "invalid" && rule.effect === "allow" ? "condition" : null;
}

/** What has no owner is nobody's: no allow reaches it by an owner, and no deny is escaped by the want of one. */
function ownerMiss(
  { rule, teamMembers }: PlannedRule,
  ownerKey: string | null,
  { policy, teammates }: Actor,
  { record }: Env,
): Miss | null {
  if (ownerKey === null) return rule.effect === "deny" ? null : "scope";
  const owner = record[ownerKey];
  if (typeof owner !== "string") return rule.scope === "all" ? "team" : "scope";
  if (rule.scope === "own" && owner !== policy.member.id) return "scope";
  if (rule.scope === "team" && !teammates.has(owner)) return "scope";
  return teamMembers && !teamMembers.has(owner) ? "team" : null;
}

/**
 * Whether a rule has a say. About a record as a whole (`field` null): all but a deny that closes some fields alone. About one field: those
 * that are about all fields, or name it.
 */
export const isAbout = ({ rule, fields }: PlannedRule, field: string | null): boolean =>
  fields === null || (field === null ? rule.effect === "allow" : fields.has(field));

/**
 * Steps 2 to 5 of the table, for the record as a whole or for one field of it: the rule that decides, or null when none applies, which
 * denies.
 */
export function decider(plan: Plan, actor: Actor, env: Env, field: string | null): PlannedRule | null {
  const grants = plan.grants.size > 0 ? plan.grants.get(String(env.record.id)) : undefined;
  return (
    firstOf(plan.overrides, plan, actor, env, field) ??
    firstOf(plan.denies, plan, actor, env, field) ??
    firstOf(grants?.denies, plan, actor, env, field) ??
    firstOf(plan.allows, plan, actor, env, field) ??
    firstOf(grants?.allows, plan, actor, env, field)
  );
}

function firstOf(
  rules: readonly PlannedRule[] | undefined,
  plan: Plan,
  actor: Actor,
  env: Env,
  field: string | null,
): PlannedRule | null {
  if (rules === undefined) return null;
  for (const planned of rules) {
    if (isAbout(planned, field) && missOf(planned, plan, actor, env) === null) return planned;
  }
  return null;
}

export const decide = (plan: Plan, actor: Actor, env: Env, field: string | null): boolean =>
  decider(plan, actor, env, field)?.rule.effect === "allow";
