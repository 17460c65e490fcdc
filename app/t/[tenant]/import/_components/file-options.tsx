"use client";

import { Card } from "@/components/ui/card";
import type { ImportPlan } from "@/lib/imports/plan";
import { ReadSelects } from "./read-selects";
import { usePlan } from "./use-plan";

/** Other ways of reading a file that could not be read as it is. */
export function FileOptions({ id, plan: saved }: { id: string; plan: ImportPlan }) {
  const { plan, change } = usePlan(id, saved);
  return (
    <Card title="Read it in another way">
      <ReadSelects plan={plan} change={change} />
    </Card>
  );
}
