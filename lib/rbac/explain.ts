import type { Access, Options } from "./access";
import type { Checked, Test } from "./conditions/check";
import { type Env, rawOf, testHolds } from "./conditions/evaluate";
import type { Truth } from "./conditions/truth";
import { decider, isAbout, type Miss, missOf } from "./decide";
import type { Permission } from "./permissions";
import type { Gate, RecordAttributes, Rule } from "./policy";
import { closes, type Plan, type PlannedRule } from "./prepare";
import { couldApply, possibleDecider } from "./reach";

/** One comparison of a condition, with the value that it met. `saw` is as the record, the member or the request has it. */
export type Seen = { test: Test; saw: unknown; truth: Truth };

/** A step of the table, in the order in which they decide. */
export type Step = 1 | 2 | 3 | 4 | 5;

export type ChainLink = { step: Step; applies: boolean; decides: boolean } & (
  | { kind: "gate"; gate: Gate }
  | {
      kind: "rule";
      rule: Rule;
      /** Why it does not apply; null when it does, and when no record was asked about. */
      miss: Miss | null;
      /** It has a condition that this version does not know: an allow is never met, a deny always. */
      isInvalid: boolean;
      /** What its condition saw in the record; empty when no record was asked about, or it was not looked at. */
      saw: Seen[];
    }
);

export type Explanation = {
  allowed: boolean;
  permission: Permission;
  field: string | null;
  /** What decided: of the record as a whole, of its field, or that the field names the record and is open with it. */
  level: "record" | "field" | "name";
  /** Which step of the table decided. In step 5 nothing did. */
  step: Step;
  /** All that has a say, in the order in which it decides; rules about other single records are left out. */
  chain: ChainLink[];
};

/**
 * Why something is allowed or not, by the decision itself: it always agrees with `can`, and without a record with `might`, where `applies`
 * means that a rule could apply to some record.
 */
export function explain(
  access: Access,
  permission: Permission,
  record: RecordAttributes | null,
  { field, request }: Options = {},
): Explanation {
  const plan = access.plan(permission);
  const env: Env = { member: access.policy.member, request, record: record ?? {} };
  const asked = { access, plan, env, isAboutRecord: record !== null };
  const asWhole = chainOf(asked, null);
  const whole = { permission, field: field ?? null, ...asWhole };
  if (field === undefined || !asWhole.allowed) return { ...whole, level: "record" };
  if (plan.names.has(field)) return { ...whole, level: "name" };
  if (!plan.hasFields) return { ...whole, level: "record" };
  return { ...whole, ...chainOf(asked, field), level: "field" };
}

type Asked = { access: Access; plan: Plan; env: Env; isAboutRecord: boolean };

function chainOf(asked: Asked, field: string | null): Pick<Explanation, "allowed" | "step" | "chain"> {
  const { access, plan, env, isAboutRecord } = asked;
  const { actor, policy } = access;
  const decides = plan.gate
    ? null
    : isAboutRecord
      ? decider(plan, actor, env, field)
      : possibleDecider(plan, actor, field, env.request);
  const gates = policy.gates.map((gate): ChainLink => {
    return {
      kind: "gate",
      step: 1,
      gate,
      applies: closes(gate, plan.permission),
      decides: gate === plan.gate,
    };
  });
  const rules = inOrder(plan)
    .filter((planned) => isAbout(planned, field))
    .filter(({ rule }) => !isAboutRecord || rule.recordId === null || rule.recordId === env.record.id)
    .map((planned) => linkOf(asked, planned, planned === decides));
  return {
    allowed: decides?.rule.effect === "allow",
    step: plan.gate ? 1 : decides ? stepOf(decides.rule) : 5,
    chain: [...gates, ...rules],
  };
}

const inOrder = ({ overrides, rules }: Plan): PlannedRule[] => {
  const others = rules.filter(({ rule }) => rule.priority === null);
  const denies = others.filter(({ rule }) => rule.effect === "deny");
  return [...overrides, ...denies, ...others.filter(({ rule }) => rule.effect === "allow")];
};

const stepOf = ({ priority, effect }: Rule): Step => (priority !== null ? 2 : effect === "deny" ? 3 : 4);

function linkOf(
  { access, plan, env, isAboutRecord }: Asked,
  planned: PlannedRule,
  decides: boolean,
): ChainLink {
  const { rule, condition } = planned;
  const miss = isAboutRecord ? missOf(planned, plan, access.actor, env) : null;
  const isLookedAt = isAboutRecord && (miss === null || miss === "condition");
  return {
    kind: "rule",
    step: stepOf(rule),
    rule,
    applies: isAboutRecord ? miss === null : couldApply(planned, plan, access.actor, env.request),
    decides,
    miss,
    isInvalid: condition === "invalid",
    saw: isLookedAt && condition !== null && condition !== "invalid" ? seenBy(condition, env) : [],
  };
}

function seenBy(condition: Checked, env: Env): Seen[] {
  switch (condition.kind) {
    case "test":
      return [
        { test: condition, saw: rawOf(condition.subject, env) ?? null, truth: testHolds(condition, env) },
      ];
    case "not":
      return seenBy(condition.of, env);
    default:
      return condition.of.flatMap((part) => seenBy(part, env));
  }
}
