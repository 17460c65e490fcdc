"use client";

import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { useFormat } from "@/components/ui/format-context";
import { loadFrom } from "@/components/ui/load-from";
import { formatNumber } from "@/lib/format/number";
import { findNamesAction } from "@/lib/imports/actions";
import { foldName } from "@/lib/imports/fold-name";
import type { NameQuestion as Question } from "@/lib/imports/names";
import type { Decision, ImportPlan } from "@/lib/imports/plan";
import { type Change, withDecision } from "./use-plan";

/** One unknown name: what it may be, what else it can stand for, or that it is new. */
export function NameQuestion({
  question,
  plan,
  change,
}: {
  question: Question;
  plan: ImportPlan;
  change: Change;
}) {
  const { locale } = useFormat();
  const { field, of, name, count, several, suggestions, creatable } = question;
  const decide = (decision: Decision) =>
    change(withDecision(plan, field, foldName(name), { ...decision, written: name }));
  return (
    <li className="flex flex-wrap items-center gap-2 py-2">
      <span className="mr-auto min-w-40 text-sm">
        <span className="font-medium">{name}</span>{" "}
        <span className="text-muted">
          {count === 1 ? `on line ${question.firstLine}` : `on ${formatNumber(count, locale)} rows`}
          {several && `, and ${suggestions.length} records have this name`}
        </span>
      </span>
      {suggestions.slice(0, 2).map((one, at) => (
        <Button
          key={one.id ?? one.name}
          size="sm"
          onClick={() => decide({ do: "use", name: one.name, id: several ? one.id : undefined })}
        >
          {several ? `The ${at === 0 ? "first" : "second"} ${one.name}` : `It is ${one.name}`}
        </Button>
      ))}
      {creatable && !several && (
        <Button size="sm" onClick={() => decide({ do: "create" })}>
          {of === "industry" || of === "country" ? "Keep as it is" : "Create"}
        </Button>
      )}
      <Button size="sm" onClick={() => decide({ do: "empty" })}>
        Leave empty
      </Button>
      <span className="w-44">
        <Combobox
          aria-label={`What ${name} stands for`}
          placeholder="Map to another"
          value={null}
          load={loadFrom(({ q }) => findNamesAction({ of, q }))}
          onValueChange={(choice) => choice && decide({ do: "use", name: choice.label, id: idOf(choice.id) })}
        />
      </span>
    </li>
  );
}

/** Words of a list (industries, countries) are their own ids; only records have one that outlives a new name. */
const idOf = (id: string): string | undefined => (/^[0-9a-f-]{36}$/.test(id) ? id : undefined);
