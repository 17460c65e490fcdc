import { between, inArray, or, type SQL, sql } from "drizzle-orm";
import { activities, dealContacts, deals, pipelineStages, stageKinds } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { idsOf, refersTo } from "@/lib/lists/filters";
import { parsePeriod } from "./close-periods";
import type { DealFilters } from "./schema";

/** The conditions of the deals' filters, for the list and the board alike. */
export function dealConditions(
  ctx: { tenantId: string },
  filters: DealFilters["filters"],
): (SQL | undefined)[] {
  return [
    filters.stage && inArray(deals.stageId, idsOf(filters.stage)),
    filters.kind && inArray(deals.stageId, stagesOfKind(ctx, filters.kind)),
    refersTo(deals.ownerId, filters.owner),
    refersTo(deals.companyId, filters.company),
    refersTo(deals.productId, filters.product),
    filters.contact && withContact(ctx, filters.contact),
    filters.closed && closedIn(filters.closed),
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

function withContact(ctx: { tenantId: string }, values: string[]): SQL {
  return inArray(
    deals.id,
    sql`(select ${dealContacts.dealId} from ${dealContacts} where ${within(
      ctx,
      dealContacts,
      inArray(dealContacts.contactId, idsOf(values)),
    )})`,
  );
}

function closedIn(values: string[]): SQL | undefined {
  const periods = values.map(parsePeriod).filter((period) => period !== null);
  if (periods.length === 0) return sql`false`;
  return or(...periods.map(({ from, to }) => between(deals.actualCloseDate, from, to)));
}

/** `none`: nobody has logged or planned anything about the deal. */
function byActivity(ctx: { tenantId: string }, values: string[]): SQL | undefined {
  const some = sql`exists (select from ${activities} where ${within(
    ctx,
    activities,
    sql`${activities.dealId} = ${deals.id}`,
    sql`${activities.deletedAt} is null`,
  )})`;
  const none = sql`not ${some}`;
  return (
    or(values.includes("some") ? some : undefined, values.includes("none") ? none : undefined) ?? sql`false`
  );
}
