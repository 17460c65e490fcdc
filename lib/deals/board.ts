import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { companies, deals, members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { foundBy } from "@/lib/lists/page";
import { dealConditions } from "./filters";
import { CARDS_A_STEP, MOST_CARDS } from "./names";
import { dealFilters } from "./schema";

/** The size of a column of the board, over all of its deals: money is never added across currencies. */
export type StageTotal = {
  stageId: string;
  currency: string;
  count: number;
  sumMinor: bigint;
  /** The sum of each value times its probability. */
  weightedMinor: bigint;
};

/** For each stage and currency: how many deals match, what they are worth, and what by probability. */
export const listStageTotals = defineQuery({
  name: "deal.stage_totals",
  permission: "deal:read",
  input: dealFilters,
  run: ({ ctx, tx, input }): Promise<StageTotal[]> =>
    tx
      .select({
        stageId: deals.stageId,
        currency: deals.currency,
        count: sql<number>`count(*)::int`,
        sumMinor: sql`coalesce(sum(${deals.valueMinor}), 0)::bigint`.mapWith(BigInt),
        weightedMinor:
          sql`coalesce(round(sum(${deals.valueMinor}::numeric * ${deals.probability}) / 100), 0)::bigint`.mapWith(
            BigInt,
          ),
      })
      .from(deals)
      .where(matching(ctx, input))
      .groupBy(deals.stageId, deals.currency),
});

/** The deals at the top of one column: those that came to the stage last. */
export const listStageDeals = defineQuery({
  name: "deal.stage_cards",
  permission: "deal:read",
  input: dealFilters.extend({
    stageId: z.uuid(),
    limit: z.int().min(1).max(MOST_CARDS).default(CARDS_A_STEP),
  }),
  run: ({ ctx, tx, input }) =>
    tx
      .select({
        id: deals.id,
        version: deals.version,
        stageId: deals.stageId,
        title: deals.title,
        valueMinor: deals.valueMinor,
        currency: deals.currency,
        probability: deals.probability,
        companyId: deals.companyId,
        company: companies.name,
        owner: members.displayName,
        expectedCloseDate: deals.expectedCloseDate,
        actualCloseDate: deals.actualCloseDate,
        lostReason: deals.lostReason,
      })
      .from(deals)
      .leftJoin(companies, within(ctx, companies, eq(companies.id, deals.companyId)))
      .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
      .where(and(eq(deals.stageId, input.stageId), matching(ctx, input)))
      .orderBy(desc(deals.stageEnteredAt), desc(deals.id))
      .limit(input.limit),
});

const matching = (ctx: Context, { q, filters }: z.output<typeof dealFilters>): SQL =>
  within(
    ctx,
    deals,
    isNull(deals.deletedAt),
    ...dealConditions(ctx, filters),
    q === "" ? undefined : foundBy(deals, "deals", q),
  );
