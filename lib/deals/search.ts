import { asc, eq, isNull, sql } from "drizzle-orm";
import { companies, deals } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { pickInput, toChoice, wanted } from "@/lib/records/pick";
import { readingOf } from "@/lib/records/reading";

/** Up to 20 deals for a picker, by title. */
export const searchDeals = defineQuery({
  name: "deal.search",
  permission: "deal:read",
  input: pickInput,
  run: async ({ ctx, tx, input }) => {
    const deal = readingOf(ctx, "deal", deals);
    const company = readingOf(ctx, "company", companies).rows;
    const rows = await tx
      .select({
        id: deals.id,
        label: deals.title,
        hint: sql<string | null>`${deal.shown("companyId", companies.name)}`,
      })
      .from(deals)
      .leftJoin(companies, within(ctx, companies, eq(companies.id, deals.companyId), company))
      .where(within(ctx, deals, isNull(deals.deletedAt), deal.rows, wanted(ctx, deals, "deals", input)))
      .orderBy(asc(deals.titleKey), asc(deals.id))
      .limit(20);
    return rows.map(toChoice);
  },
});
