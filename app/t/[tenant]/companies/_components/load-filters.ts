import type { Choice } from "@/components/ui/use-options";
import { searchCompanies } from "@/lib/companies/queries";
import type { companyList } from "@/lib/companies/schema";
import type { Context } from "@/lib/kernel";
import { textsOf } from "@/lib/lists/filters";
import { searchMembers } from "@/lib/members/queries";
import { chosenOf } from "../../_components/chosen";

type Filters = Partial<Record<(typeof companyList.filters)[number], string[]>>;

/** What the filters of companies are set to, by name. */
export async function loadCompanyFilters(ctx: Context, { owner, parent, industry, country }: Filters) {
  const [chosenOwner, chosenParent] = await Promise.all([
    chosenOf(ctx, searchMembers, owner),
    chosenOf(ctx, searchCompanies, parent),
  ]);
  return {
    owner: chosenOwner,
    parent: chosenParent,
    industry: textOf(industry),
    country: textOf(country),
  };
}

function textOf(values: string[] | undefined): Choice | null {
  const [value] = values ?? [];
  return value === undefined ? null : { id: value, label: textsOf([value]).join() };
}
