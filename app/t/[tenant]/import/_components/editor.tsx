"use client";

import type { previewImport, readImport } from "@/lib/imports/preview";
import { ColumnsStep } from "./columns-step";
import { FileStep } from "./file-step";
import { ProblemsStep } from "./problems-step";
import { QuestionsStep } from "./questions-step";
import { RunStep } from "./run-step";
import { usePlan } from "./use-plan";

export type ReadFile = Awaited<ReturnType<typeof readImport>>;
export type Preview = Awaited<ReturnType<typeof previewImport>>;

type Props = { file: ReadFile; preview: Preview | { problem: string }; failure: string | null };

/** The steps of an import on one page, from the file to the run: what is answered stays in sight and can be changed. */
export function Editor({ file, preview, failure }: Props) {
  const { plan, change, checking, failure: notSaved } = usePlan(file.id, file.plan);
  const shown = "problem" in preview ? null : preview;
  return (
    <div className="grid max-w-260 gap-5">
      {(notSaved ?? failure) && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {notSaved ?? failure}
        </p>
      )}
      <FileStep file={file} plan={plan} change={change} />
      <ColumnsStep file={file} plan={plan} change={change} formats={shown?.formats ?? {}} />
      {shown && (
        <QuestionsStep entity={file.entity} questions={shown.questions} plan={plan} change={change} />
      )}
      {shown && <ProblemsStep columns={file.columns} preview={shown} plan={plan} change={change} />}
      <RunStep id={file.id} entity={file.entity} preview={preview} checking={checking} />
    </div>
  );
}
