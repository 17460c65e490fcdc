"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { planImportAction } from "@/lib/imports/actions";
import type { ImportEntity } from "@/lib/imports/fields/types";
import { foldName } from "@/lib/imports/fold-name";
import { bestKey, keyFields } from "@/lib/imports/keys";
import type { Decision, ImportPlan, PlannedColumn } from "@/lib/imports/plan";
import type { Question } from "@/lib/imports/prepare/prepare";

/**
 * The plan as the person sees it: changed at once here, then kept with the import, after which the server shows what
 * would happen now. Leaving the page loses nothing. Changes made while one is being kept go together in the next one.
 */
export function usePlan(id: string, saved: ImportPlan) {
  const [plan, setPlan] = useState(saved);
  const [failure, setFailure] = useState<string | null>(null);
  const [checking, start] = useTransition();
  const waiting = useRef<ImportPlan | null>(null);
  const busy = useRef(false);
  useEffect(() => {
    // What comes back while newer changes wait is older than what the person sees.
    if (!busy.current) setPlan(saved);
  }, [saved]);

  const keep = async () => {
    busy.current = true;
    while (waiting.current) {
      const next = waiting.current;
      waiting.current = null;
      const result = await planImportAction({ id, plan: next }).catch(() => null);
      setFailure(result?.ok ? null : (result?.error.message ?? "This did not reach the server. Try again."));
    }
    busy.current = false;
  };
  const change = (part: Partial<ImportPlan>) => {
    const next = { ...plan, ...part };
    setPlan(next);
    waiting.current = next;
    if (!busy.current) start(keep);
  };
  return { plan, change, checking, failure };
}

export type Change = (part: Partial<ImportPlan>) => void;

/** Matches a column with a field, or with none; a field that another column had moves over. */
export function withField(
  entity: ImportEntity,
  plan: ImportPlan,
  column: number,
  field: string | null,
): Partial<ImportPlan> {
  const others = plan.columns.filter((one) => one.column !== column && one.field !== field);
  const columns = field ? [...others, { column, field }] : others;
  const keyIsThere = columns.some((one) => one.field === plan.key);
  const choseNone = plan.key === null && keyFields(entity, plan.columns).length > 0;
  return { columns, key: keyIsThere || choseNone ? plan.key : bestKey(entity, columns) };
}

/** Sets how one column is read. */
export const withSettings = (
  plan: ImportPlan,
  column: number,
  settings: Partial<PlannedColumn>,
): Partial<ImportPlan> => ({
  columns: plan.columns.map((one) => (one.column === column ? { ...one, ...settings } : one)),
});

/** Decides about one name of a field; null opens the question again. */
export function withDecision(
  plan: ImportPlan,
  field: string,
  name: string,
  decision: Decision | null,
): Partial<ImportPlan> {
  const { [name]: _, ...others } = plan.names[field] ?? {};
  return { names: { ...plan.names, [field]: decision ? { ...others, [name]: decision } : others } };
}

/** Whether the plan answers a question already, which the server has not looked at again yet. */
export function isAnswered(question: Question, plan: ImportPlan): boolean {
  if (question.kind !== "name") {
    const planned = plan.columns.find(({ column }) => column === question.column);
    return Boolean(question.kind === "date_format" ? planned?.dateFormat : planned?.numberFormat);
  }
  const { field, name, several } = question;
  return Boolean(plan.names[field]?.[foldName(name)] ?? (!several && plan.otherNames[field]));
}
