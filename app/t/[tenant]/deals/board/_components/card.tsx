"use client";

import { useDraggable } from "@dnd-kit/core";
import { ArrowRightLeft } from "lucide-react";
import Link from "next/link";
import { type CSSProperties, memo } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Hidden } from "@/components/ui/hidden";
import { DateText, MoneyText } from "@/components/ui/values";
import { moneyIn } from "@/lib/format/money";
import type { BoardCard } from "./columns";

type Props = { card: BoardCard; canMove: boolean; onPickStage: (card: BoardCard) => void };

/**
 * A deal on the board. The pointer drags the whole card; the keyboard lifts it with Space on its title, where Enter opens
 * it. "Move" is the way without dragging.
 */
export const Card = memo(function Card({ card, canMove: mayMove, onPickStage }: Props) {
  const canMove = mayMove && card.cannotMove === null;
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: card.id,
    data: card,
    disabled: !canMove,
  });
  const { onKeyDown, ...pointer } = listeners ?? {};
  return (
    <li
      ref={setNodeRef}
      {...pointer}
      style={size}
      className={cn(
        "group relative rounded-md select-none",
        canMove && "cursor-grab",
        isDragging && "opacity-40",
      )}
    >
      <CardFace card={card}>
        <Link
          ref={setActivatorNodeRef}
          href={`/deals/${card.id}`}
          prefetch={false}
          draggable={false}
          aria-describedby={canMove ? attributes["aria-describedby"] : undefined}
          onKeyDown={onKeyDown as React.KeyboardEventHandler | undefined}
          className="hover:underline"
        >
          {card.title}
        </Link>
      </CardFace>
      <button
        type="button"
        aria-label={`Move ${card.title}`}
        title="Move to another stage"
        onClick={() => onPickStage(card)}
        className="absolute top-1.5 right-1.5 flex size-6 items-center justify-center rounded-sm bg-canvas text-muted opacity-0 hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 dark:bg-raised [@media(hover:none)]:opacity-100"
      >
        <ArrowRightLeft aria-hidden className="size-3.5" />
      </button>
    </li>
  );
});

// Cards out of sight cost neither layout nor paint, however many a column shows.
const size: CSSProperties = { contentVisibility: "auto", containIntrinsicSize: "auto 86px" };

/** What a card shows, in its column and under the pointer that drags it. */
export function CardFace({
  card,
  children,
  lifted,
}: {
  card: BoardCard;
  children: React.ReactNode;
  lifted?: boolean;
}) {
  const { valueMinor, currency } = card;
  const day = card.actualCloseDate ?? card.expectedCloseDate;
  return (
    <div
      className={cn(
        "grid gap-1 rounded-md border bg-canvas px-3 py-2 text-sm dark:bg-raised",
        lifted && "cursor-grabbing shadow-float",
      )}
    >
      <p className="line-clamp-2 break-words pr-5 font-medium">{children}</p>
      <p className="truncate text-muted text-xs">
        {card.company ?? (card.hidden?.includes("companyId") ? <Hidden /> : "No company")}
      </p>
      <div className="flex min-h-5 items-center gap-2">
        {card.hidden?.includes("valueMinor") ? (
          <Hidden />
        ) : (
          <MoneyText value={moneyIn(valueMinor, currency)} />
        )}
        {day && (
          <span className="ml-auto text-muted text-xs">
            <DateText value={day} />
          </span>
        )}
        {card.owner && (
          <span className={day ? undefined : "ml-auto"} title={card.owner}>
            <Avatar name={card.owner} size="sm" />
            <span className="sr-only">{card.owner}</span>
          </span>
        )}
      </div>
    </div>
  );
}
