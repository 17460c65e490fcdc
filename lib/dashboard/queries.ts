import { and, asc, count, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { activities, deals, members, pipelineStages, pipelines } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { dashboardFrame } from "./schema";
import { groupBy, totalOf } from "./totals";

// `deals_figures_idx` holds every column that these read: keep to them, and no table row is touched.
const present = isNull(deals.deletedAt);
const value = sum(deals.valueMinor);
const weighted =
  sql<bigint>`round(coalesce(sum(${deals.valueMinor} * ${deals.probability}), 0) / 100)`.mapWith(BigInt);

function sum(amount: unknown): SQL<bigint> {
  return sql<bigint>`coalesce(sum(${amount}), 0)`.mapWith(BigInt);
}

/** Every quarter in which deals were won or lost, oldest first; `quarter` is null for those without a closing date. */
export const closedDeals = defineQuery({
  name: "dashboard.closed",
  permission: "deal:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const quarter = sql<string | null>`to_char(${deals.actualCloseDate}, 'YYYY-"Q"Q')`;
    const rows = await tx
      .select({
        quarter,
        kind: pipelineStages.kind,
        currency: deals.currency,
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
      .where(within(ctx, deals, present))
      .groupBy(sql`1`, pipelineStages.kind, deals.currency)
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
    const rows = await tx
      .select({
        id: pipelineStages.id,
        name: pipelineStages.name,
        kind: pipelineStages.kind,
        pipeline: pipelines.name,
        currency: sql<string>`coalesce(${deals.currency}, ${ctx.tenant.settings.currency})`,
        count: count(deals.stageId),
        valued: count(deals.valueMinor),
        chances: sql<number>`coalesce(sum(${deals.probability}), 0)::float`,
        valueMinor: value,
        weightedMinor: weighted,
      })
      .from(pipelineStages)
      .innerJoin(pipelines, within(ctx, pipelines, eq(pipelines.id, pipelineStages.pipelineId)))
      .leftJoin(deals, within(ctx, deals, eq(deals.stageId, pipelineStages.id), present))
      .where(within(ctx, pipelineStages))
      .groupBy(
        pipelines.position,
        pipelines.name,
        pipelineStages.position,
        pipelineStages.id,
        pipelineStages.name,
        pipelineStages.kind,
        deals.currency,
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
    const rows = await tx
      .select({
        ownerId: deals.ownerId,
        name: members.displayName,
        currency: deals.currency,
        count: count(),
        valueMinor: value,
      })
      .from(deals)
      .innerJoin(
        pipelineStages,
        within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId), eq(pipelineStages.kind, "won")),
      )
      .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
      .where(within(ctx, deals, present, closedIn(year)))
      .groupBy(deals.ownerId, members.displayName, deals.currency);
    return groupBy(rows, (row) => row.ownerId)
      .map(([id, sums]) => ({
        owner: id === null ? null : { id, name: sums[0]?.name ?? "" },
        won: totalOf(sums, ctx.tenant.settings.currency),
      }))
      .sort((a, b) => Number(b.won.value.amountMinor - a.won.value.amountMinor) || b.won.count - a.won.count)
      .slice(0, LEADERS);
  },
});

function closedIn(year: number | null): SQL | undefined {
  return year === null
    ? undefined
    : and(
        sql`${deals.actualCloseDate} >= ${`${year}-01-01`}::date`,
        sql`${deals.actualCloseDate} <= ${`${year}-12-31`}::date`,
      );
}

/** How many deals are open, and on how many of those nobody has done or planned anything. */
export const idleDeals = defineQuery({
  name: "dashboard.idle",
  permission: "deal:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const active = tx
      .selectDistinct({ dealId: activities.dealId })
      .from(activities)
      .where(within(ctx, activities, isNotNull(activities.dealId), isNull(activities.deletedAt)))
      .as("active");
    const [row] = await tx
      .select({ open: count(), idle: sql<number>`(count(*) filter (where ${active.dealId} is null))::int` })
      .from(deals)
      .innerJoin(
        pipelineStages,
        within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId), eq(pipelineStages.kind, "open")),
      )
      .leftJoin(active, eq(active.dealId, deals.id))
      .where(within(ctx, deals, present));
    return { open: row?.open ?? 0, idle: row?.idle ?? 0 };
  },
});
