import type { Announcements, KeyboardCoordinateGetter } from "@dnd-kit/core";
import type { BoardCard } from "./columns";

/** Left and right carry a lifted card over the next column; up and down have no meaning, since columns are sorted. */
export const overNextColumn =
  (stageIds: string[]): KeyboardCoordinateGetter =>
  (event, { context }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
    if (!step) return undefined;
    event.preventDefault();
    const here = stageIds.indexOf(String(context.over?.id ?? context.active?.data.current?.stageId));
    const next = stageIds[here + step];
    const rect = next && context.droppableRects.get(next);
    return rect ? { x: rect.left + 8, y: rect.top + 64 } : undefined;
  };

export const instructions = {
  draggable:
    "Press Space to lift this deal, the arrow keys left and right to carry it to another stage, Space to drop it there, and Escape to leave it where it was. Press Enter to open it.",
};

/** What a screen reader says while a card is carried. */
export function announcements(nameOf: (stageId: string) => string): Announcements {
  const titleOf = ({ data }: { data: { current?: unknown } }) => (data.current as BoardCard).title;
  return {
    onDragStart: ({ active }) =>
      `Lifted ${titleOf(active)}, in ${nameOf((active.data.current as BoardCard).stageId)}.`,
    // Also comes right after the lifting, over the deal's own stage, and speaks over it: so it names the deal.
    onDragOver: ({ active, over }) =>
      over
        ? `${titleOf(active)} is over ${nameOf(String(over.id))}.`
        : `${titleOf(active)} is not over a stage.`,
    onDragEnd: ({ active, over }) =>
      over
        ? `Dropped ${titleOf(active)} in ${nameOf(String(over.id))}.`
        : `${titleOf(active)} stays where it was.`,
    onDragCancel: ({ active }) => `${titleOf(active)} stays where it was.`,
  };
}
