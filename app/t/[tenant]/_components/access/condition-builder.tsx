"use client";

import { useState } from "react";
import type { Condition } from "@/lib/rbac/conditions/schema";
import type { ResourceName } from "@/lib/rbac/resources";
import { draftOf, type GroupDraft, readDraft } from "./condition/draft";
import { ConditionGroup } from "./condition/group";

type Props = {
  /** What it is about; null for a permission that is not about single records. */
  resource: ResourceName | null;
  /** What it starts with. Give it another `key` to start again. */
  defaultValue: Condition | null;
  /** The condition, null for none; or why it is none yet, and then what is given is not to be saved. */
  onValueChange: (condition: Condition | null, problem: string | null) => void;
};

/** Writes a condition as a sentence: "all of these hold: Value is at most 10,000, Stage is one of Proposal, Won". */
export function ConditionBuilder({ resource, defaultValue, onValueChange }: Props) {
  const [draft, setDraft] = useState(() => draftOf(defaultValue, resource));
  const change = (next: GroupDraft) => {
    setDraft(next);
    const { condition, problem } = readDraft(next, resource);
    onValueChange(condition, problem);
  };
  return <ConditionGroup draft={draft} resource={resource} onChange={change} lead="Only if" />;
}
