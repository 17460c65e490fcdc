import { between, inArray, or, type SQL, sql } from "drizzle-orm";
import {
  activities,
  companies,
  contacts,
  dealContacts,
  deals,
  pipelineStages,
  products,
  stageKinds,
} from "@/db/schema/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { idsOf, refersTo } from "@/lib/lists/filters";
import { readableIds as readable, readingOf } from "@/lib/records/reading";
import { parsePeriod } from "./close-periods";
import type { DealFilters } from "./schema";

/**
 * The conditions of the deals' filters, for the list and the board alike. A filter finds only what it would not tell: neither a deal
 * whose field is hidden from the member, nor one by a record that they may not read.
 */
export function dealConditions(ctx: Context, filters: DealFilters["filters"]): (SQL | undefined)[] {
  const { by } = readingOf(ctx, "deal", deals);
  return [
    by("stageId", filters.stage && inArray(deals.stageId, idsOf(filters.stage))),
    by("stageId", filters.kind && inArray(deals.stageId, stagesOfKind(ctx, filters.kind))),
    by("ownerId", refersTo(deals.ownerId, filters.owner)),
    by("companyId", refersTo(deals.companyId, filters.company, readable(ctx, "company", companies))),
    by("productId", refersTo(deals.productId, filters.product, readable(ctx, "product", products))),
    filters.contact && withContact(ctx, filters.contact),
    by("actualCloseDate", filters.closed && closedIn(filters.closed)),
    filters.activity && byActivity(ctx, filters.activity),
  ];
}

function stagesOfKind(ctx: { tenantId: string }, values: string[]): SQL {
  const kinds = stageKinds.filter((kind) => values.includes(kind));
  return sql`(select ${pipelineStages.id} from ${pipelineStages} where ${within(
    ctx,
    pipelineStages,
    inArray(pipelineStages.kind, kinds),
  )})`;
}

function withContact(ctx: Context, values: string[]): SQL {
  return inArray(
    deals.id,
    sql`(select ${dealContacts.dealId} from ${dealContacts} where ${within(
      ctx,
      dealContacts,
      refersTo(dealContacts.contactId, values, readable(ctx, "contact", contacts)),
    )})`,
  );
}

function closedIn(values: string[]): SQL | undefined {
  const periods = values.map(parsePeriod).filter((period) => period !== null);
  if (periods.length === 0) return sql`false`;
  return or(...periods.map(({ from, to }) => between(deals.actualCloseDate, from, to)));
}

/** `none`: nobody has logged or planned anything about the deal, as far as the member can see. */
function byActivity(ctx: Context, values: string[]): SQL | undefined {
  const reading = readingOf(ctx, "activity", activities);
  const some = sql`exists (select from ${activities} where ${within(
    ctx,
    activities,
    sql`${activities.dealId} = ${deals.id}`,
    sql`${activities.deletedAt} is null`,
    reading.rows,
    reading.of("dealId"),
  )})`;
  const none = sql`not ${some}`;
  return (
    or(values.includes("some") ? some : undefined, values.includes("none") ? none : undefined) ?? sql`false`
  );
}
