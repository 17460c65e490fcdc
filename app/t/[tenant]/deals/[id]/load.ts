import { cache } from "react";
import { getDeal, listDealPeople } from "@/lib/deals/queries";
import { type Context, together } from "@/lib/kernel";
import { orNotFound } from "@/lib/kernel/page";
import { listStages } from "@/lib/pipelines/queries";

/** A deal with its people and the stages of its pipeline; read once for the page and its title. */
export const loadDeal = cache((ctx: Context, id: string) =>
  orNotFound(
    together(ctx, async () => {
      const [deal, people, all] = await Promise.all([
        getDeal(ctx, { id }),
        listDealPeople(ctx, { dealId: id }),
        listStages(ctx, {}),
      ]);
      const stage = all.find((each) => each.id === deal.stageId);
      const stages = all.filter((each) => each.pipelineId === stage?.pipelineId);
      return { deal, people, stages, kind: stage?.kind ?? "open" };
    }),
  ),
);
