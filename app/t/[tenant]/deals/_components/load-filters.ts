import { searchCompanies } from "@/lib/companies/queries";
import { closePeriods } from "@/lib/deals/close-periods";
import { getCloseRange } from "@/lib/deals/queries";
import type { DealFilters } from "@/lib/deals/schema";
import type { Context } from "@/lib/kernel";
import { idsOf } from "@/lib/lists/filters";
import { searchMembers } from "@/lib/members/queries";
import { listStages } from "@/lib/pipelines/queries";
import { searchProducts } from "@/lib/products/queries";

type Choice = { id: string; label: string };
type Search = (ctx: Context, input: { ids: string[] }) => Promise<Choice[]>;

/** What the filters of deals offer, and the names of the records that they are set to. */
export async function loadDealFilters(ctx: Context, filters: DealFilters["filters"]) {
  const chosen = async (search: Search, values: string[] | undefined): Promise<Choice | null> => {
    const [first] = values ?? [];
    if (first === "none") return { id: "none", label: "None" };
    const ids = idsOf(values);
    return ids.length > 0 ? ((await search(ctx, { ids }))[0] ?? null) : null;
  };
  const [stages, range, owner, company, product] = await Promise.all([
    listStages(ctx, {}),
    getCloseRange(ctx, {}),
    chosen(searchMembers, filters.owner),
    chosen(searchCompanies, filters.company),
    chosen(searchProducts, filters.product),
  ]);
  return { stages, periods: closePeriods(range.first, range.last), chosen: { owner, company, product } };
}

export type DealFilterChoices = Awaited<ReturnType<typeof loadDealFilters>>;
