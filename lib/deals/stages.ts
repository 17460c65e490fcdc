import { inArray } from "drizzle-orm";
import { pipelineStages } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { dayIn } from "@/lib/format/date";
import type { Context } from "@/lib/kernel";
import { Invalid } from "@/lib/kernel/errors";
import { dealLabels } from "./names";
import { missingFields, type Staged, settle } from "./stage-rules";

/** Finds a stage among those with these ids; what it cannot find is Invalid. */
async function stagesById(tx: TenantTx, ctx: Context, ids: string[]) {
  const rows = await tx
    .select({
      id: pipelineStages.id,
      name: pipelineStages.name,
      kind: pipelineStages.kind,
      probability: pipelineStages.probability,
      requiredFields: pipelineStages.requiredFields,
    })
    .from(pipelineStages)
    .where(within(ctx, pipelineStages, inArray(pipelineStages.id, ids)));
  return (id: string) => {
    const stage = rows.find((row) => row.id === id);
    if (!stage) throw new Invalid("This stage does not exist.", { stageId: ["Choose a stage."] });
    return stage;
  };
}

type Entry<Deal> = { deal: Deal; from?: string; to: string };

/**
 * The deal as the rules of its stage leave it, and how its stage changed. A deal that stays where it is (`from` is
 * `to`) is not asked for anything: it may be older than the rules.
 * @throws Invalid when it enters a stage without what the stage asks for
 */
export async function enterStage<Deal extends Staged>(
  tx: TenantTx,
  ctx: Context,
  { deal, from, to }: Entry<Deal>,
) {
  const stageOf = await stagesById(tx, ctx, from ? [to, from] : [to]);
  const stage = stageOf(to);
  const settled = settle(stage, deal, dayIn(ctx.tenant.settings.zone, ctx.now));
  if (to === from) return { settled, moved: null };
  const missing = missingFields(stage, settled);
  if (missing.length > 0) {
    const reason = (field: (typeof missing)[number]) =>
      `${stage.name} asks for this: ${dealLabels[field].toLowerCase()}.`;
    const fields = Object.fromEntries(missing.map((field) => [field, [reason(field)]]));
    throw new Invalid(`A deal needs more before it can be in ${stage.name}.`, fields);
  }
  return { settled, moved: { from: from ? stageOf(from).name : null, to: stage.name } };
}
