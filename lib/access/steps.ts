import { testInWords } from "@/lib/rbac/conditions/words";
import type { ChainLink, Explanation, Step } from "@/lib/rbac/explain";
import type { RecordAttributes } from "@/lib/rbac/policy";
import { type Resource, resourceOf } from "@/lib/rbac/resources";
import { ruleInWords, seenInWords, type Wording } from "@/lib/rbac/words";
import type { AnswerLink, AnswerStep } from "./answer";
import { sourceHrefs } from "./sources";
import { gateInWords } from "./words";

/** What the steps of an explanation are written with. */
export type Told = {
  explanation: Explanation;
  wording: Wording;
  memberId: string | null;
  record: RecordAttributes | null;
  /** Whose the record is; null when it is nobody's, or whoever asks may not see that. */
  owner: string | null;
  /** Whether whoever asks may see a field of the record: what a condition saw in another one is not told. */
  sees: (field: string) => boolean;
};

const titles: Record<Step, string> = {
  1: "What nothing lifts",
  2: "Exceptions for this person",
  3: "What denies it",
  4: "What allows it",
  5: "Nothing else",
};

/** The five steps of the precedence table, with what stood in each. */
export function stepsOf(told: Told): AnswerStep[] {
  const { step: last, chain } = told.explanation;
  return ([1, 2, 3, 4, 5] as const).map((step) => {
    const links = chain.filter((link) => link.step === step);
    return {
      step,
      title: titles[step],
      outcome: step === last ? "decides" : step < last ? "passed" : "not reached",
      says: saidOf(step, last, links),
      links: links.map((link) => linkOf(link, told)),
    };
  });
}

function saidOf(step: Step, last: Step, links: readonly ChainLink[]): string {
  if (step > last) return `Step ${last} has decided already.`;
  if (step === 5) return "No rule that applies allows it, so it is refused.";
  if (step === last) return decided[step];
  if (links.length === 0) return none[step];
  return links.length === 1 ? "This one does not apply." : `None of these ${links.length} applies.`;
}

const decided: Record<1 | 2 | 3 | 4, string> = {
  1: "It is closed, whatever the rules say.",
  2: "Of those that apply, the highest priority decides; on a tie, the denial.",
  3: "One denial that applies is enough.",
  4: "One rule that applies is enough.",
};

const none: Record<1 | 2 | 3 | 4, string> = {
  1: "The person is active, and nothing about the workspace closes it.",
  2: "There is none for this action.",
  3: "There is no denial of this action.",
  4: "No role, team or sharing allows this action.",
};

function linkOf(link: ChainLink, told: Told): AnswerLink {
  const { applies, decides } = link;
  if (link.kind === "gate")
    return {
      key: `${link.gate.kind}:${link.gate.message}`,
      says: gateInWords(link.gate),
      from: [],
      applies,
      decides,
      why: applies ? "It closes this action." : "It does not close this action.",
      saw: [],
    };
  const { rule } = link;
  const { wording } = told;
  return {
    key: rule.key,
    says: `${effects[rule.effect]}: ${ruleInWords(rule, wording)}${rule.priority === null ? "" : ` (priority ${rule.priority})`}`,
    from: sourceHrefs(rule, told.memberId),
    applies,
    decides,
    why: whyOf(link, told),
    saw: link.saw.map((seen) => {
      const { of, key } = seen.test.subject;
      const field = of === "attribute" ? key : of === "custom" ? "customFields" : null;
      return field === null || told.sees(field)
        ? seenInWords(seen, wording)
        : `${testInWords(seen.test, wording)}: hidden from you`;
    }),
  };
}

const effects = { allow: "Allows", deny: "Denies" };

type RuleLink = Extract<ChainLink, { kind: "rule" }>;

function whyOf(
  { rule, applies, decides, miss, isInvalid }: RuleLink,
  { explanation, record, owner }: Told,
): string {
  const resource: Resource | null = resourceOf(explanation.permission);
  const one = `this ${resource?.one ?? "record"}`;
  if (isInvalid)
    return rule.effect === "deny"
      ? "Its condition is unknown to this version, and a denial with such a condition always applies."
      : "Its condition is unknown to this version, so it never applies.";
  if (miss) return misses(one, owner)[miss];
  if (!applies) return `It cannot apply to any of the ${resource?.many ?? "records"}.`;
  if (!record) return resource ? `It applies to some ${resource.many}, or to all.` : "It applies.";
  return decides ? "It applies, and decides." : `It applies to ${one}, and does not come to decide.`;
}

const misses = (one: string, owner: string | null) => ({
  record: `It is about another record than ${one}.`,
  scope: `It does not reach ${one}: ${owner ? `its owner is ${owner}` : "its owner is somebody else, or nobody"}.`,
  team: `It does not reach ${one}: ${owner ? `its owner is ${owner}, who is not in that team` : "its owner is not in that team"}.`,
  condition: "Its condition is not met.",
});
