"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { NumberText } from "@/components/ui/values";
import type { ImportPlan } from "@/lib/imports/plan";
import { CellInput } from "./cell-input";
import type { Preview, ReadFile } from "./editor";
import type { Change } from "./use-plan";

type Props = { columns: ReadFile["columns"]; preview: Preview; plan: ImportPlan; change: Change };

/** Rows that cannot be imported as they are: a bad cell is corrected in place, the others can go in without them. */
export function ProblemsStep({ columns, preview, plan, change }: Props) {
  const { problems, problemsTotal, skipped, counts } = preview;
  const corrected = plan.edits.length;
  if (problemsTotal === 0 && counts.skipped === 0 && corrected === 0) return null;
  const correct = (line: number, column: number, value: string) =>
    change({
      edits: [
        ...plan.edits.filter((one) => one.line !== line || one.column !== column),
        { line, column, value },
      ],
    });
  return (
    <Card
      title={
        problemsTotal > 0 ? `Rows that cannot be imported (${counts.error})` : "Every row can be imported"
      }
      actions={
        corrected > 0 && (
          <Button size="sm" variant="ghost" onClick={() => change({ edits: [] })}>
            Undo {corrected === 1 ? "the correction" : `${corrected} corrections`}
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line">
        {problems.map(({ line, column, message, cell }) => (
          <li
            key={`${line} ${column} ${message}`}
            className="flex flex-wrap items-center gap-3 py-1.5 text-sm"
          >
            <span className="w-20 text-muted tabular-nums">
              Line <NumberText value={line} />
            </span>
            <span className="min-w-60 flex-1">{message}</span>
            {column !== null && cell !== null && (
              <CellInput
                key={cell}
                label={`${columns[column]?.name ?? "Cell"} on line ${line}`}
                cell={cell}
                onCorrect={(value) => correct(line, column, value)}
              />
            )}
          </li>
        ))}
        {skipped.map(({ line, message }) => (
          <li key={`${line} skipped`} className="flex gap-3 py-1.5 text-muted text-sm">
            <span className="w-20 tabular-nums">
              Line <NumberText value={line} />
            </span>
            Skipped: {message}
          </li>
        ))}
      </ul>
      {problemsTotal > problems.length && (
        <p className="mt-2 text-muted text-sm">
          And <NumberText value={problemsTotal - problems.length} /> more. The file of outcomes will name
          every one.
        </p>
      )}
    </Card>
  );
}
