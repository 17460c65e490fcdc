import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { pipelineStages, pipelines } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";

/** The stages of every pipeline, each pipeline's in its order; the default pipeline comes first. */
export const listStages = defineQuery({
  name: "pipeline.stages",
  permission: "pipeline:read",
  input: z.object({}),
  run: ({ ctx, tx }) =>
    tx
      .select({
        id: pipelineStages.id,
        name: pipelineStages.name,
        kind: pipelineStages.kind,
        probability: pipelineStages.probability,
        requiredFields: pipelineStages.requiredFields,
        pipelineId: pipelineStages.pipelineId,
        pipeline: pipelines.name,
      })
      .from(pipelineStages)
      .innerJoin(pipelines, within(ctx, pipelines, eq(pipelines.id, pipelineStages.pipelineId)))
      .where(within(ctx, pipelineStages))
      .orderBy(
        asc(pipelines.position),
        asc(pipelines.id),
        asc(pipelineStages.position),
        asc(pipelineStages.id),
      ),
});
