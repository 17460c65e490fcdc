import type { listStageDeals, StageTotal } from "@/lib/deals/board";
import type { Stage } from "@/lib/pipelines/schema";

export type BoardCard = Awaited<ReturnType<typeof listStageDeals>>[number];

export type BoardColumn = {
  stage: Stage;
  /** The top of the column; `totals` are over all of its deals. */
  cards: BoardCard[];
  /** One for each currency, the workspace's own first. */
  totals: Omit<StageTotal, "stageId">[];
};

export type CardMove = { id: string; from: string; to: string };

export const countOf = ({ totals }: BoardColumn): number => totals.reduce((sum, { count }) => sum + count, 0);

/** The columns once a card has gone to the top of another one, sums and all. */
export function moveCard(columns: BoardColumn[], { id, from, to }: CardMove): BoardColumn[] {
  const card = columns.find(({ stage }) => stage.id === from)?.cards.find((each) => each.id === id);
  if (!card || from === to) return columns;
  return columns.map((column) => {
    const { stage, cards } = column;
    if (stage.id === from) {
      return {
        ...column,
        cards: cards.filter((each) => each !== card),
        totals: withCard(column.totals, card, -1),
      };
    }
    if (stage.id !== to) return column;
    const moved = { ...card, stageId: to, probability: stage.probability };
    return { ...column, cards: [moved, ...cards], totals: withCard(column.totals, moved, 1) };
  });
}

function withCard(totals: BoardColumn["totals"], card: BoardCard, sign: 1 | -1): BoardColumn["totals"] {
  const value = BigInt(sign) * (card.valueMinor ?? 0n);
  // A card that does not show its currency is counted with the first one, and adds nothing to it.
  const own = card.currency ?? totals[0]?.currency;
  if (own === undefined) return totals;
  const known = totals.some(({ currency }) => currency === own);
  const all = known ? totals : [...totals, { currency: own, count: 0, sumMinor: 0n, weightedMinor: 0n }];
  return all.map((total) =>
    total.currency === own
      ? {
          ...total,
          count: total.count + sign,
          sumMinor: total.sumMinor + value,
          weightedMinor: total.weightedMinor + (value * BigInt(card.probability ?? 0)) / 100n,
        }
      : total,
  );
}
