import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { companies, deals, members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { foundBy } from "@/lib/lists/search";
import { readingOf } from "@/lib/records/reading";
import { seen } from "@/lib/records/seen";
import { refusalsFor } from "@/lib/records/standing";
import { dealFigures } from "./figures";
import { dealConditions } from "./filters";
import { CARDS_A_STEP, MOST_CARDS } from "./names";
import { dealFilters } from "./schema";
import { dealSource } from "./source";

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
  run: ({ ctx, tx, input }): Promise<StageTotal[]> => {
    const { currency, value, weighted } = dealFigures(ctx);
    return tx
      .select({
        stageId: deals.stageId,
        currency,
        count: sql<number>`count(*)::int`,
        sumMinor: value,
        weightedMinor: weighted,
      })
      .from(deals)
      .where(matching(ctx, input))
      .groupBy(deals.stageId, sql`2`);
  },
});

/** The deals at the top of one column: those that came to the stage last. */
export const listStageDeals = defineQuery({
  name: "deal.stage_cards",
  permission: "deal:read",
  input: dealFilters.extend({
    stageId: z.uuid(),
    limit: z.int().min(1).max(MOST_CARDS).default(CARDS_A_STEP),
  }),
  run: async ({ ctx, tx, input }) => {
    const readable = readingOf(ctx, "company", companies).rows;
    const cards = await tx
      .select({
        id: deals.id,
        version: deals.version,
        stageId: deals.stageId,
        title: deals.title,
        valueMinor: deals.valueMinor,
        currency: deals.currency,
        probability: deals.probability,
        companyId: companies.id,
        company: companies.name,
        owner: members.displayName,
        expectedCloseDate: deals.expectedCloseDate,
        actualCloseDate: deals.actualCloseDate,
        lostReason: deals.lostReason,
      })
      .from(deals)
      .leftJoin(companies, within(ctx, companies, eq(companies.id, deals.companyId), readable))
      .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
      .where(and(eq(deals.stageId, input.stageId), matching(ctx, input)))
      .orderBy(desc(deals.stageEnteredAt), desc(deals.id))
      .limit(input.limit);
    const [shown, refusals] = await Promise.all([
      seen({ ctx, tx }, boardSource, cards),
      refusalsFor({ ctx, tx }, boardSource, "deal:update", cards, "stageId"),
    ]);
    return shown.map((card) => ({ ...card, cannotMove: refusals.get(card.id) ?? null }));
  },
});

/** A card stands in its stage: one whose stage is hidden is in no column. */
const boardSource = { ...dealSource, named: ["title", "stageId"] } as const;

const matching = (ctx: Context, { q, filters }: z.output<typeof dealFilters>): SQL => {
  const reading = readingOf(ctx, "deal", deals);
  return within(
    ctx,
    deals,
    isNull(deals.deletedAt),
    reading.rows,
    reading.of("stageId"),
    ...dealConditions(ctx, filters),
    q === "" ? undefined : foundBy(ctx, "deals", q),
  );
};
