import { type SQL, sql } from "drizzle-orm";
import { deals } from "@/db/schema/tenant";
import type { Context } from "@/lib/kernel";
import { readingOf } from "@/lib/records/reading";

/** What deals add up to, for the member: of amounts only those that they may read, each in a currency that they may read too. */
export type DealFigures = {
  /** To group by: where it is hidden, the workspace's own stands for it, to which nothing is added then. */
  currency: SQL<string>;
  value: SQL<bigint>;
  /** The sum of each value times its probability. */
  weighted: SQL<bigint>;
  /** How many have a value at all. */
  valued: SQL<number>;
  /** The sum of the probabilities, in percent. */
  chances: SQL<number>;
};

export function dealFigures(ctx: Context): DealFigures {
  const { of, shown } = readingOf(ctx, "deal", deals);
  const only = (...fields: string[]) => {
    const readable = of(...fields);
    return readable ? sql` filter (where ${readable})` : sql``;
  };
  const home = ctx.tenant.settings.currency;
  const amounts = only("valueMinor", "currency");
  const all = only("valueMinor", "currency", "probability");
  return {
    currency: of("currency")
      ? sql<string>`coalesce(${shown("currency", deals.currency)}, ${home})`
      : sql<string>`${deals.currency}`,
    value: sql<bigint>`coalesce(sum(${deals.valueMinor})${amounts}, 0)`.mapWith(BigInt),
    weighted:
      sql<bigint>`coalesce(round(sum(${deals.valueMinor}::numeric * ${deals.probability})${all} / 100), 0)`.mapWith(
        BigInt,
      ),
    valued: sql<number>`(count(${deals.valueMinor})${amounts})::int`,
    chances: sql<number>`coalesce(sum(${deals.probability})${only("probability")}, 0)::float`,
  };
}
