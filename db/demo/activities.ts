import { asc, eq, isNotNull, isNull } from "drizzle-orm";
import { createActivity } from "@/lib/activities/commands";
import type { ActivityType } from "@/lib/activities/names";
import { dayIn } from "@/lib/format/date";
import type { Context } from "@/lib/kernel";
import { activities, deals, pipelineStages } from "../schema/tenant";
import { withTenant } from "../tenant";
import { within } from "../within";
import { type Planned, plans } from "./plans";

type Deal = { id: string; externalId: string | null; ownerId: string | null; kind: string };

/** Gives the workspace its activities, all or none, unless it has some. */
export async function loadActivities(ctx: Context): Promise<void> {
  await withTenant(ctx, "read write", async (tx) => {
    if ((await tx.$count(activities, within(ctx, activities))) > 0) return;
    const found = await tx
      .select({
        id: deals.id,
        externalId: deals.externalId,
        ownerId: deals.ownerId,
        kind: pipelineStages.kind,
      })
      .from(deals)
      .innerJoin(pipelineStages, within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId)))
      .where(within(ctx, deals, isNotNull(deals.externalId), isNull(deals.deletedAt)))
      .orderBy(asc(deals.externalId));
    const planned = plans[ctx.tenant.slug] ?? generate(found.filter(({ kind }) => kind === "open"));
    for (const { deal, dueInDays, ...rest } of planned) {
      const about = found.find(({ externalId }) => externalId === deal);
      if (!about) throw new Error(`${ctx.tenant.slug} has no deal ${deal}.`);
      const dueOn = dueInDays === undefined ? null : dayAfter(ctx, dueInDays);
      await createActivity(ctx, { ...rest, dealId: about.id, assigneeId: about.ownerId, dueOn });
    }
  });
}

function dayAfter({ now, tenant }: Context, days: number): string {
  return dayIn(tenant.settings.zone, new Date(now.getTime() + days * 24 * 60 * 60 * 1000));
}

const happened: [ActivityType, string][] = [
  ["call", "Talked through the offer"],
  ["email", "Sent the price list"],
  ["meeting", "Demonstration on site"],
  ["note", "Budget is decided at the end of the quarter"],
];
const toDo: [ActivityType, string][] = [
  ["task", "Send the revised offer"],
  ["call", "Call back about the delivery date"],
  ["meeting", "Go through the contract"],
];

/** The pipeline's data has no activities: every tenth open deal gets one or two, always the same, and marked as generated. */
function generate(open: Deal[]): Planned[] {
  return open
    .filter((_, index) => index % 10 === 0)
    .flatMap(({ externalId }, index): Planned[] => {
      const about = { deal: externalId ?? "", body: "Generated for the demo." };
      const [type = "note", subject = ""] = happened[index % happened.length] ?? [];
      const [next = "task", what = ""] = toDo[index % toDo.length] ?? [];
      const done = { ...about, type, subject };
      return index % 2 === 0
        ? [done]
        : [done, { ...about, type: next, subject: what, dueInDays: (index % 15) - 4 }];
    });
}
