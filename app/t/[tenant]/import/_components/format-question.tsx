"use client";

import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/format-context";
import { formatDate } from "@/lib/format/date";
import { fieldOf } from "@/lib/imports/fields";
import type { ImportEntity } from "@/lib/imports/fields/types";
import type { FormatQuestion as Question } from "@/lib/imports/interpret";
import type { ImportPlan } from "@/lib/imports/plan";
import { readDate } from "@/lib/imports/values/date";
import { type Change, withSettings } from "./use-plan";

type Props = { entity: ImportEntity; question: Question; plan: ImportPlan; change: Change };

/** "3/4/2017": March 4 or April 3? Each answer shows what the first value would be. */
export function FormatQuestion({ entity, question, plan, change }: Props) {
  const { locale, zone } = useFormat();
  const [first = ""] = question.sample;
  const label = fieldOf(entity, question.field)?.label ?? question.field;
  const answers =
    question.kind === "date_format"
      ? question.choices.map((dateFormat) => {
          const day = readDate(first, dateFormat);
          return {
            text: day.ok ? formatDate(day.value, locale, zone) : dateFormat,
            settings: { dateFormat },
          };
        })
      : question.choices.map((numberFormat) => ({
          text: `a number like ${numberFormat}`,
          settings: { numberFormat },
        }));
  return (
    <div className="grid gap-2">
      <h3 className="font-medium text-sm">
        {label}: what is “{first}”?
      </h3>
      <div className="flex flex-wrap gap-2">
        {answers.map(({ text, settings }) => (
          <Button key={text} size="sm" onClick={() => change(withSettings(plan, question.column, settings))}>
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}
