"use client";

import { useFormat } from "@/components/ui/format-context";
import type { RuleBody } from "@/lib/rbac/policy";
import { ruleInWords } from "@/lib/rbac/words";
import { descriptionOf } from "./words";

type Props = {
  rule: RuleBody;
  /** What the ids in its condition stand for. */
  names: Readonly<Record<string, string>>;
};

/** A rule as a sentence: "May edit and move deals: all deals, if value is at most 10,000". */
export function RuleText({ rule, names }: Props) {
  const { locale, zone, currency } = useFormat();
  const wording = { locale, zone, currency, person: "they", nameOf: (id: string) => names[id] } as const;
  return (
    <>
      <span className="font-medium">{rule.effect === "allow" ? "May" : "May never"}</span>{" "}
      {lowered(descriptionOf(rule.permission))}: {lowered(ruleInWords(rule, wording))}
    </>
  );
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
