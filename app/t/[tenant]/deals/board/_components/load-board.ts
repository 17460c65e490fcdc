import { listStageDeals, listStageTotals } from "@/lib/deals/board";
import { CARDS_A_STEP, MOST_CARDS } from "@/lib/deals/names";
import type { DealFilters } from "@/lib/deals/schema";
import { type Context, together } from "@/lib/kernel";
import { listStages } from "@/lib/pipelines/queries";
import { loadDealFilters } from "../../_components/load-filters";
import type { BoardColumn } from "./columns";

/** The columns of the default pipeline, each as long as `show` (`<stage>:<cards>,…` in the address) asks for. */
export function loadBoard(ctx: Context, { q, filters }: DealFilters, show: string) {
  const limits = parseShow(show);
  return together(ctx, async () => {
    const [stages, totals, choices] = await Promise.all([
      listStages(ctx, {}),
      listStageTotals(ctx, { q, filters }),
      loadDealFilters(ctx, filters),
    ]);
    const shown = stages.filter(({ pipelineId }) => pipelineId === stages[0]?.pipelineId);
    const columns = await Promise.all(
      shown.map(async (stage): Promise<BoardColumn> => {
        const limit = limits.get(stage.id) ?? CARDS_A_STEP;
        return {
          stage,
          cards: await listStageDeals(ctx, { q, filters, stageId: stage.id, limit }),
          totals: totals
            .filter(({ stageId }) => stageId === stage.id)
            .sort((a, b) => order(ctx, a.currency).localeCompare(order(ctx, b.currency))),
        };
      }),
    );
    return { columns, choices };
  });
}

const order = (ctx: Context, currency: string) => (currency === ctx.tenant.settings.currency ? "" : currency);

function parseShow(show: string): Map<string, number> {
  const pairs = show.split(",").map((part) => part.split(":"));
  return new Map(
    pairs.flatMap(([stage, text]) => {
      const limit = Math.min(Math.trunc(Number(text)), MOST_CARDS);
      return stage && limit > CARDS_A_STEP ? [[stage, limit] as const] : [];
    }),
  );
}
