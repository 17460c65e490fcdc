"use client";

import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useCallback, useMemo, useOptimistic, useState } from "react";
import { Toolbar } from "@/components/data-table/toolbar";
import { useListUrl } from "@/components/data-table/use-list-url";
import type { Stage } from "@/lib/pipelines/schema";
import { dealFilters } from "../../_components/filters";
import type { DealFilterChoices } from "../../_components/load-filters";
import { useMove } from "../../_components/use-move";
import { CardFace } from "./card";
import { Column } from "./column";
import { type BoardCard, type BoardColumn, moveCard } from "./columns";
import { announcements, instructions, overNextColumn } from "./keyboard";
import { MoveDialog } from "./move-dialog";

type Props = {
  columns: BoardColumn[];
  choices: DealFilterChoices;
  q: string;
  /** Why this person cannot move deals; null when they can. */
  disabledReason: string | null;
};

/** The pipeline as columns of cards: a deal moves by mouse, touch, keyboard, or "Move" on its card. */
export function Board({ columns: saved, choices, q, disabledReason }: Props) {
  const list = useListUrl();
  // Over the server's columns: what it refuses falls back to them by itself.
  const [columns, show] = useOptimistic(saved, moveCard);
  const [lifted, setLifted] = useState<BoardCard | null>(null);
  const [picking, setPicking] = useState<BoardCard | null>(null);
  const { move, dialog } = useMove((deal, to) => show({ id: deal.id, from: deal.stageId, to: to.id }));
  const stages = useMemo(() => saved.map(({ stage }) => stage), [saved]);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 6 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: overNextColumn(stages.map(({ id }) => id)),
      keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] },
    }),
  );
  const spoken = useMemo(
    () => announcements((id) => stages.find((stage) => stage.id === id)?.name ?? ""),
    [stages],
  );
  const drop = ({ active, over }: DragEndEvent) => {
    setLifted(null);
    if (over) move(active.data.current as BoardCard, over.data.current as Stage);
  };
  const pick = useCallback((card: BoardCard) => setPicking(card), []);
  const showMore = (stageId: string, limit: number) => {
    const others = (list.params.get("show") ?? "")
      .split(",")
      .filter((part) => part && !part.startsWith(stageId));
    list.replace({ show: [...others, `${stageId}:${limit}`].join(",") });
  };
  const listHref = (stageId: string) => {
    const params = new URLSearchParams(list.params);
    params.delete("show");
    params.set("f.stage", stageId);
    return `/deals?${params}`;
  };
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col" aria-busy={list.pending}>
      <Toolbar label="Deals" q={q} filters={dealFilters(choices)} list={list}>
        {null}
      </Toolbar>
      <DndContext
        id="board"
        sensors={sensors}
        collisionDetection={underPointer}
        accessibility={{ announcements: spoken, screenReaderInstructions: instructions }}
        onDragStart={({ active }) => setLifted(active.data.current as BoardCard)}
        onDragCancel={() => setLifted(null)}
        onDragEnd={drop}
      >
        <div className="flex min-h-0 flex-1 gap-3 overflow-x-auto px-5 pb-4 max-md:px-4">
          {columns.map((column) => (
            <Column
              key={column.stage.id}
              column={column}
              canMove={disabledReason === null}
              pending={list.pending}
              onPickStage={pick}
              onShowMore={showMore}
              listHref={listHref(column.stage.id)}
            />
          ))}
        </div>
        <DragOverlay dropAnimation={null}>
          {lifted && (
            <CardFace card={lifted} lifted>
              {lifted.title}
            </CardFace>
          )}
        </DragOverlay>
      </DndContext>
      {picking && (
        <MoveDialog
          card={picking}
          stages={stages}
          disabledReason={disabledReason ?? picking.cannotMove}
          onClose={() => setPicking(null)}
          onPick={(to) => {
            setPicking(null);
            move(picking, to);
          }}
        />
      )}
      {dialog}
    </div>
  );
}

/** The column under the pointer; a card that the keyboard carries has no pointer, and goes by its own place. */
const underPointer: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : closestCenter(args);
