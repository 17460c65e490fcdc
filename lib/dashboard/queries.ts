import { and, asc, count, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { activities, deals, members, pipelineStages, pipelines } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { dealFigures } from "@/lib/deals/figures";
import { type Context, defineQuery } from "@/lib/kernel";
import { isRestricted, readingOf } from "@/lib/records/reading";
import { dashboardFrame } from "./schema";
import { groupBy, totalOf } from "./totals";

// `deals_figures_idx` holds every column that these read: keep to them, and no table row is touched.
/** The deals that count for this member: there, theirs to read, and with these fields. */
const present = (ctx: Context, ...fields: string[]): SQL | undefined => {
  const { rows, of } = readingOf(ctx, "deal", deals);
  return and(isNull(deals.deletedAt), rows, of(...fields));
};

/** Whether there may be deals, or amounts of deals, that the figures of this member leave out. */
export const countsOnlySome = (ctx: Context): boolean =>
  isRestricted(ctx, "deal", deals) || ctx.access.fields("deal:read").limited;

/** Every quarter in which deals were won or lost, oldest first; `quarter` is null for those without a closing date. */
export const closedDeals = defineQuery({
  name: "dashboard.closed",
  permission: "deal:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const day = readingOf(ctx, "deal", deals).shown("actualCloseDate", deals.actualCloseDate);
    const quarter = sql<string | null>`to_char(${day}, 'YYYY-"Q"Q')`;
    const { currency, value } = dealFigures(ctx);
    const rows = await tx
      .select({
        quarter,
        kind: pipelineStages.kind,
        currency,
        count: count(),
        valueMinor: value,
      })
      .from(deals)
      .innerJoin(
        pipelineStages,
        within(
          ctx,
          pipelineStages,
          eq(pipelineStages.id, deals.stageId),
          sql`${pipelineStages.kind} <> 'open'`,
        ),
      )
      .where(within(ctx, deals, present(ctx, "stageId")))
      .groupBy(sql`1`, pipelineStages.kind, sql`3`)
      .orderBy(sql`1 nulls first`);
    const home = ctx.tenant.settings.currency;
    return groupBy(rows, (row) => row.quarter).map(([name, sums]) => ({
      quarter: name,
      won: totalOf(
        sums.filter(({ kind }) => kind === "won"),
        home,
      ),
      lost: totalOf(
        sums.filter(({ kind }) => kind === "lost"),
        home,
      ),
    }));
  },
});

/** Every stage with the deals that are in it now: their value, and the part of it that their chances make likely. */
export const dealStages = defineQuery({
  name: "dashboard.stages",
  permission: "deal:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const figures = dealFigures(ctx);
    const rows = await tx
      .select({
        id: pipelineStages.id,
        name: pipelineStages.name,
        kind: pipelineStages.kind,
        pipeline: pipelines.name,
        currency: sql<string>`coalesce(${figures.currency}, ${ctx.tenant.settings.currency})`,
        count: count(deals.stageId),
        valued: figures.valued,
        chances: figures.chances,
        valueMinor: figures.value,
        weightedMinor: figures.weighted,
      })
      .from(pipelineStages)
      .innerJoin(pipelines, within(ctx, pipelines, eq(pipelines.id, pipelineStages.pipelineId)))
      .leftJoin(deals, within(ctx, deals, eq(deals.stageId, pipelineStages.id), present(ctx, "stageId")))
      .where(within(ctx, pipelineStages))
      .groupBy(
        pipelines.position,
        pipelines.name,
        pipelineStages.position,
        pipelineStages.id,
        pipelineStages.name,
        pipelineStages.kind,
        sql`5`,
      )
      .orderBy(
        asc(pipelines.position),
        asc(pipelines.name),
        asc(pipelineStages.position),
        asc(pipelineStages.id),
      );
    const home = ctx.tenant.settings.currency;
    return groupBy(rows, (row) => row.id).flatMap(([id, sums]) => {
      const [stage] = sums;
      if (!stage) return [];
      const add = (pick: (row: (typeof sums)[number]) => number) =>
        sums.reduce((total, row) => total + pick(row), 0);
      return {
        id,
        name: stage.name,
        kind: stage.kind,
        pipeline: stage.pipeline,
        total: totalOf(sums, home),
        weighted: totalOf(
          sums.map((row) => ({ ...row, valueMinor: row.weightedMinor })),
          home,
        ),
        /** How many of the deals have a value at all. */
        valued: add((row) => row.valued),
        /** How many of the deals their chances let expect to be won. */
        likely: add((row) => row.chances) / 100,
      };
    });
  },
});

const LEADERS = 10;

/** Who won most in the workspace's currency, best first. `owner` is null for deals that nobody owns. */
export const leaders = defineQuery({
  name: "dashboard.leaders",
  permission: "deal:read",
  input: dashboardFrame,
  run: async ({ ctx, tx, input: { year } }) => {
    const { currency, value } = dealFigures(ctx);
    const rows = await tx
      .select({
        ownerId: deals.ownerId,
        name: members.displayName,
        currency,
        count: count(),
        valueMinor: value,
      })
      .from(deals)
      .innerJoin(
        pipelineStages,
        within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId), eq(pipelineStages.kind, "won")),
      )
      .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
      .where(within(ctx, deals, present(ctx, "stageId", "ownerId"), closedIn(ctx, year)))
      .groupBy(deals.ownerId, members.displayName, sql`3`);
    return groupBy(rows, (row) => row.ownerId)
      .map(([id, sums]) => ({
        owner: id === null ? null : { id, name: sums[0]?.name ?? "" },
        won: totalOf(sums, ctx.tenant.settings.currency),
      }))
      .sort((a, b) => Number(b.won.value.amountMinor - a.won.value.amountMinor) || b.won.count - a.won.count)
      .slice(0, LEADERS);
  },
});

function closedIn(ctx: Context, year: number | null): SQL | undefined {
  return year === null
    ? undefined
    : and(
        readingOf(ctx, "deal", deals).of("actualCloseDate"),
        sql`${deals.actualCloseDate} >= ${`${year}-01-01`}::date`,
        sql`${deals.actualCloseDate} <= ${`${year}-12-31`}::date`,
      );
}

/** How many deals are open, and on how many of those nobody has done or planned anything, as far as the member can see. */
export const idleDeals = defineQuery({
  name: "dashboard.idle",
  permission: "deal:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const activity = readingOf(ctx, "activity", activities);
    const active = tx
      .selectDistinct({ dealId: activities.dealId })
      .from(activities)
      .where(
        within(
          ctx,
          activities,
          isNotNull(activities.dealId),
          isNull(activities.deletedAt),
          activity.rows,
          activity.of("dealId"),
        ),
      )
      .as("active");
    const [row] = await tx
      .select({ open: count(), idle: sql<number>`(count(*) filter (where ${active.dealId} is null))::int` })
      .from(deals)
      .innerJoin(
        pipelineStages,
        within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId), eq(pipelineStages.kind, "open")),
      )
      .leftJoin(active, eq(active.dealId, deals.id))
      .where(within(ctx, deals, present(ctx, "stageId")));
    return { open: row?.open ?? 0, idle: row?.idle ?? 0 };
  },
});
