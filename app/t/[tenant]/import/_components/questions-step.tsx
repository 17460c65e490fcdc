"use client";

import { Card } from "@/components/ui/card";
import { fieldOf } from "@/lib/imports/fields";
import type { ImportEntity } from "@/lib/imports/fields/types";
import type { ImportPlan } from "@/lib/imports/plan";
import { Decided } from "./decided";
import type { Preview } from "./editor";
import { FormatQuestion } from "./format-question";
import { NameQuestions } from "./name-questions";
import { type Change, isAnswered } from "./use-plan";

type Props = { entity: ImportEntity; questions: Preview["questions"]; plan: ImportPlan; change: Change };

/** What only a person can tell, and what has been decided. Nothing is guessed: the import waits for the answers. */
export function QuestionsStep({ entity, questions: asked, plan, change }: Props) {
  const questions = asked.filter((question) => !isAnswered(question, plan));
  const formats = questions.filter((question) => question.kind !== "name");
  const names = questions.filter((question) => question.kind === "name");
  const fields = [...new Set(names.map(({ field }) => field))];
  const decided =
    Object.keys(plan.otherNames).length > 0 ||
    Object.values(plan.names).some((one) => Object.keys(one).length > 0);
  if (questions.length === 0 && !decided) return null;
  return (
    <Card title={questions.length > 0 ? `Questions (${questions.length})` : "Questions, all answered"}>
      <div className="grid gap-6">
        {formats.map((question) => (
          <FormatQuestion
            key={question.column}
            entity={entity}
            question={question}
            plan={plan}
            change={change}
          />
        ))}
        {fields.map((field) => (
          <NameQuestions
            key={field}
            label={fieldOf(entity, field)?.label ?? field}
            questions={names.filter((question) => question.field === field)}
            plan={plan}
            change={change}
          />
        ))}
        {decided && <Decided entity={entity} plan={plan} change={change} />}
      </div>
    </Card>
  );
}
