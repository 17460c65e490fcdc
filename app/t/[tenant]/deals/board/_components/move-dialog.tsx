"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Stage } from "@/lib/pipelines/schema";
import type { BoardCard } from "./columns";

type Props = {
  card: BoardCard;
  stages: Stage[];
  disabledReason: string | null;
  onClose: () => void;
  onPick: (to: Stage) => void;
};

/** The way to another stage without dragging. */
export function MoveDialog({ card, stages, disabledReason, onClose, onPick }: Props) {
  const here = stages.find(({ id }) => id === card.stageId);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Move to"
      description={`${card.title}, now in ${here?.name}.`}
    >
      {disabledReason ? (
        <p className="text-sm">{disabledReason}</p>
      ) : (
        <ul className="grid gap-1.5">
          {stages.map(
            (stage) =>
              stage !== here && (
                <li key={stage.id} className="grid">
                  <Button onClick={() => onPick(stage)}>{stage.name}</Button>
                </li>
              ),
          )}
        </ul>
      )}
    </Dialog>
  );
}
