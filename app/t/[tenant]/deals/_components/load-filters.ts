import { searchCompanies } from "@/lib/companies/queries";
import { closePeriods } from "@/lib/deals/close-periods";
import { getCloseRange } from "@/lib/deals/queries";
import type { DealFilters } from "@/lib/deals/schema";
import type { Context } from "@/lib/kernel";
import { searchMembers } from "@/lib/members/queries";
import { listStages } from "@/lib/pipelines/queries";
import { searchProducts } from "@/lib/products/queries";
import { chosenOf } from "../../_components/chosen";

/** What the filters of deals offer, and the names of the records that they are set to. */
export async function loadDealFilters(ctx: Context, filters: DealFilters["filters"]) {
  const [stages, range, owner, company, product] = await Promise.all([
    ctx.can("pipeline:read") ? listStages(ctx, {}) : [],
    getCloseRange(ctx, {}),
    chosenOf(ctx, searchMembers, filters.owner),
    chosenOf(ctx, searchCompanies, filters.company),
    chosenOf(ctx, searchProducts, filters.product),
  ]);
  return { stages, periods: closePeriods(range.first, range.last), chosen: { owner, company, product } };
}

export type DealFilterChoices = Awaited<ReturnType<typeof loadDealFilters>>;
