import type { RuleBody } from "@/lib/rbac/policy";
import { ruleKey } from "./matrix";

/** A rule as an audit entry keeps it: "allow deal:read, own, if {...}, only valueMinor". */
const ruleText = ({ effect, permission, scope, condition, fields }: RuleBody): string =>
  [
    `${effect} ${permission}`,
    scope,
    condition === null ? [] : `if ${JSON.stringify(condition)}`,
    fields ? `only ${fields.join(" and ")}` : [],
  ]
    .flat()
    .join(", ");

export const ruleTexts = (rules: readonly RuleBody[]): string[] => rules.map(ruleText);

/** The rules that went and those that came, or null when they are the same. */
export function ruleChanges(before: readonly RuleBody[], after: readonly RuleBody[]) {
  const had = new Set(before.map(ruleKey));
  const has = new Set(after.map(ruleKey));
  const gone = before.filter((rule) => !has.has(ruleKey(rule)));
  const come = after.filter((rule) => !had.has(ruleKey(rule)));
  if (gone.length + come.length === 0) return null;
  return { before: { rules: ruleTexts(gone) }, after: { rules: ruleTexts(come) } };
}
