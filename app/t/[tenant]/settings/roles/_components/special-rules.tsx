"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Above } from "@/lib/roles/matrix";
import { sheetOf } from "@/lib/roles/matrix";
import { RuleCard } from "./rule-card";
import { RuleText } from "./rule-text";
import { newKey, type SpecialRule } from "./use-role-draft";

type Props = {
  rules: readonly SpecialRule[];
  above: readonly Above[];
  names: Readonly<Record<string, string>>;
  fixed: boolean;
  onAdd: (rule: SpecialRule) => void;
  onChange: (key: string, rule: SpecialRule | null) => void;
};

/** Rules with a condition, or for some fields alone, beside what the matrix says; those that are inherited as sentences. */
export function SpecialRules({ rules, above, names, fixed, onAdd, onChange }: Props) {
  const inherited = above.flatMap(({ name, rules: theirs }) =>
    sheetOf(theirs).special.map((rule) => ({ rule, from: name })),
  );
  const add = () =>
    onAdd({
      key: newKey(),
      permission: "deal:read",
      effect: "allow",
      scope: "all",
      condition: null,
      fields: null,
      problem: null,
    });
  return (
    <div className="grid gap-2">
      {inherited.length > 0 && (
        <ul className="grid gap-1 rounded-lg border border-dashed px-3 py-2 text-sm">
          {inherited.map(({ rule, from }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two of them may say the same, and none ever moves.
            <li key={index}>
              <RuleText rule={rule} names={names} /> <span className="text-muted">from {from}</span>
            </li>
          ))}
        </ul>
      )}
      {rules.length > 0 && (
        <ul className="grid gap-2">
          {rules.map((rule) =>
            fixed ? (
              <li key={rule.key} className="rounded-lg border px-3 py-2 text-sm">
                <RuleText rule={rule} names={names} />
              </li>
            ) : (
              <RuleCard
                key={rule.key}
                rule={rule}
                onChange={(next) => onChange(rule.key, next)}
                onRemove={() => onChange(rule.key, null)}
              />
            ),
          )}
        </ul>
      )}
      {rules.length + inherited.length === 0 && (
        <p className="text-muted text-sm">None: what the matrix says holds without conditions.</p>
      )}
      {!fixed && (
        <div>
          <Button size="sm" onClick={add}>
            <Plus aria-hidden />
            Add a rule
          </Button>
        </div>
      )}
    </div>
  );
}
