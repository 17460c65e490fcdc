import { cache } from "react";
import { getDeal, listDealPeople } from "@/lib/deals/queries";
import { type Context, together } from "@/lib/kernel";
import { orNotFound } from "@/lib/kernel/page";
import { listStages } from "@/lib/pipelines/queries";
import type { StageKind } from "@/lib/pipelines/schema";

/** A deal with its people and the stages of its pipeline; read once for the page and its title. */
export const loadDeal = cache((ctx: Context, id: string) =>
  orNotFound(
    together(ctx, async () => {
      const [deal, people, all] = await Promise.all([
        getDeal(ctx, { id }),
        listDealPeople(ctx, { dealId: id }),
        // A deal can be shared with somebody who sees no pipeline: its page has no stages to choose from then.
        ctx.can("pipeline:read") ? listStages(ctx, {}) : [],
      ]);
      const stage = all.find((each) => each.id === deal.stageId);
      const stages = all.filter((each) => each.pipelineId === stage?.pipelineId);
      return { deal, people, stages, kind: stage?.kind ?? kindOf(deal) };
    }),
  ),
);

/** What the fields of a deal tell of its stage. */
const kindOf = ({ actualCloseDate, lostReason }: Awaited<ReturnType<typeof getDeal>>): StageKind => {
  if (lostReason) return "lost";
  return actualCloseDate ? "won" : "open";
};
