"use client";

import { useDroppable } from "@dnd-kit/core";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useFormat } from "@/components/ui/format-context";
import { NumberText } from "@/components/ui/values";
import { CARDS_A_STEP, MOST_CARDS } from "@/lib/deals/names";
import { formatMoney } from "@/lib/format/money";
import { Card } from "./card";
import { type BoardCard, type BoardColumn, countOf } from "./columns";

type Props = {
  column: BoardColumn;
  canMove: boolean;
  pending: boolean;
  onPickStage: (card: BoardCard) => void;
  onShowMore: (stageId: string, limit: number) => void;
  /** The list of all deals of this stage, for when the column has become too long. */
  listHref: string;
};

/** A stage: how many deals are in it and what they are worth, and those that came last. */
export function Column({ column, canMove, pending, onPickStage, onShowMore, listHref }: Props) {
  const { stage, cards } = column;
  const { setNodeRef, isOver } = useDroppable({ id: stage.id, data: stage });
  const count = countOf(column);
  const left = count - cards.length;
  return (
    <section
      ref={setNodeRef}
      aria-label={stage.name}
      className={cn(
        "flex min-w-72 max-w-100 flex-1 flex-col rounded-lg border border-transparent bg-surface max-md:min-w-[80vw]",
        isOver && "border-accent bg-accent-soft",
      )}
    >
      <header className="shrink-0 px-3 pt-2 pb-1.5">
        <h2 className="flex items-baseline gap-2 text-base">
          <span className="truncate">{stage.name}</span>
          <span className="font-normal text-muted text-sm">
            <NumberText value={count} />
          </span>
        </h2>
        <Sums column={column} />
      </header>
      <ul
        aria-label={`Deals in ${stage.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="grid min-h-24 flex-1 content-start gap-2 overflow-y-auto p-2 focus-visible:-outline-offset-2"
      >
        {cards.map((card) => (
          <Card key={card.id} card={card} canMove={canMove} onPickStage={onPickStage} />
        ))}
        {left > 0 && (
          <li className="flex justify-center py-1">
            {cards.length < MOST_CARDS ? (
              <Button
                variant="ghost"
                pending={pending}
                onClick={() => onShowMore(stage.id, cards.length + CARDS_A_STEP)}
              >
                Show {Math.min(left, CARDS_A_STEP)} more
              </Button>
            ) : (
              <Link href={listHref} className="text-accent text-sm hover:underline">
                See all as a list
              </Link>
            )}
          </li>
        )}
      </ul>
    </section>
  );
}

/** What the deals are worth, and by probability; each currency on a line of its own. */
function Sums({ column: { stage, totals } }: { column: BoardColumn }) {
  const { locale, currency: home } = useFormat();
  const money = (amountMinor: bigint, currency: string) =>
    formatMoney({ amountMinor, currency }, { locale, home, whole: true });
  const lines = totals.filter(({ count }) => count > 0);
  const shown = lines.length > 0 ? lines : [{ currency: home, sumMinor: 0n, weightedMinor: 0n }];
  return shown.map(({ currency, sumMinor, weightedMinor }) => (
    <p key={currency} className="flex flex-wrap gap-x-3 text-muted text-xs tabular-nums">
      <span className="text-ink">{money(sumMinor, currency)}</span>
      {stage.kind === "open" && <span>Weighted {money(weightedMinor, currency)}</span>}
    </p>
  ));
}
