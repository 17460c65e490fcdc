"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { Stage } from "@/lib/pipelines/schema";
import { type Movable, useMove } from "../../_components/use-move";

type Props = { deal: Movable; stages: Stage[]; disabledReason: string | null };

/** Where the deal is in its pipeline; a press on another stage moves it there. */
export function StageBar({ deal, stages, disabledReason }: Props) {
  const { move, pending, dialog } = useMove();
  const here = stages.findIndex(({ id }) => id === deal.stageId);
  const isOpen = stages[here]?.kind === "open";
  return (
    <>
      <ol aria-label="Stages" aria-busy={pending} className="flex gap-1 overflow-x-auto pb-6">
        {stages.map((stage, index) => {
          const current = index === here;
          const passed = isOpen && stage.kind === "open" && index < here;
          return (
            <li key={stage.id} className="shrink-0 grow basis-28">
              <Reasoned reason={current ? null : disabledReason}>
                <button
                  type="button"
                  aria-current={current ? "step" : undefined}
                  aria-disabled={Boolean(disabledReason) || pending || undefined}
                  onClick={() => !disabledReason && !pending && move(deal, stage)}
                  className={cn(
                    "flex h-8 w-full items-center justify-center gap-1.5 whitespace-nowrap rounded-md border px-2 text-muted text-sm hover:bg-hover",
                    passed && "border-transparent bg-accent-soft text-ink",
                    current && "border-accent bg-accent font-medium text-on-accent hover:bg-accent",
                    current && stage.kind === "lost" && "border-edge bg-pressed text-ink hover:bg-pressed",
                    disabledReason && !current && "cursor-not-allowed hover:bg-transparent",
                  )}
                >
                  {stage.kind === "won" && <CircleCheck aria-hidden className="size-4 shrink-0" />}
                  {stage.kind === "lost" && <CircleX aria-hidden className="size-4 shrink-0" />}
                  {stage.name}
                </button>
              </Reasoned>
            </li>
          );
        })}
      </ol>
      {dialog}
    </>
  );
}

function Reasoned({ reason, children }: { reason: string | null; children: React.ReactElement }) {
  if (!reason) return children;
  return <Tooltip label={reason}>{children}</Tooltip>;
}
