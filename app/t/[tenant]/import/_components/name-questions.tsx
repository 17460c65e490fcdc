"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { NameQuestion as Question } from "@/lib/imports/names";
import type { ImportPlan } from "@/lib/imports/plan";
import { NameQuestion } from "./name-question";
import { vocabularyNames } from "./names";
import type { Change } from "./use-plan";

type Props = { label: string; questions: Question[]; plan: ImportPlan; change: Change };

const few = 8;

/** The names of one field that nobody knows: each decided alone, or all that are left at once. */
export function NameQuestions({ label, questions, plan, change }: Props) {
  const [all, setAll] = useState(false);
  const [first] = questions;
  if (!first) return null;
  const { field, of } = first;
  const [one, many] = vocabularyNames[of];
  const what = questions.length === 1 ? `1 ${one}` : `${questions.length} ${many}`;
  const rest = (decision: "create" | "empty") =>
    change({ otherNames: { ...plan.otherNames, [field]: decision } });
  return (
    <section className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="mr-auto font-medium text-sm">
          {label}: {what} in the file {questions.length === 1 ? "is" : "are"} not known here
        </h3>
        {first.creatable && (
          <Button size="sm" onClick={() => rest("create")}>
            Create {questions.length === 1 ? "it" : `all ${questions.length}`}
          </Button>
        )}
        <Button size="sm" onClick={() => rest("empty")}>
          Leave {questions.length === 1 ? "it" : "all"} empty
        </Button>
      </div>
      <ul className="divide-y divide-line border-y">
        {(all ? questions : questions.slice(0, few)).map((question) => (
          <NameQuestion key={question.name} question={question} plan={plan} change={change} />
        ))}
      </ul>
      {!all && questions.length > few && (
        <Button size="sm" variant="ghost" className="justify-self-start" onClick={() => setAll(true)}>
          Show all {questions.length}
        </Button>
      )}
    </section>
  );
}
