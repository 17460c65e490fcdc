import { FileWarning } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { planSchema } from "@/lib/imports/plan";
import { previewImport, readImport } from "@/lib/imports/preview";
import type { getImport } from "@/lib/imports/queries";
import { type Context, whyNot } from "@/lib/kernel";
import { AppError } from "@/lib/kernel/errors";
import { DiscardButton } from "./discard-button";
import { Editor } from "./editor";
import { FileOptions } from "./file-options";

type Props = { ctx: Context; found: Awaited<ReturnType<typeof getImport>> };

/** An import that has not written anything: how its file is read, what is open, and what would happen. */
export async function DraftView({ ctx, found }: Props) {
  const { id } = found;
  const refusal = ctx.can("import:create") ? null : whyNot("import:create", ctx);
  if (refusal) return <EmptyState title="This import has not run yet">{refusal}</EmptyState>;

  const file = await orProblem(readImport(ctx, { id }));
  if ("problem" in file) {
    const plan = planSchema.parse(found.plan ?? {});
    return (
      <div className="grid max-w-170 gap-6">
        <EmptyState icon={FileWarning} title="This file cannot be read" actions={<DiscardButton id={id} />}>
          {file.problem}
        </EmptyState>
        <FileOptions id={id} plan={plan} />
      </div>
    );
  }
  const preview = await orProblem(previewImport(ctx, { id, plan: file.plan }));
  return <Editor file={file} preview={preview} failure={found.failure} />;
}

/** What is wrong with the file or the plan is part of the page; everything else is an error. */
async function orProblem<T extends object>(answer: Promise<T>): Promise<T | { problem: string }> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") return { problem: error.message };
    throw error;
  }
}
