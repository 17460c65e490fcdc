import type { Filter } from "@/components/data-table/types";
import { loadFrom } from "@/components/ui/load-from";
import { searchCompaniesAction, searchCompanyValuesAction } from "@/lib/companies/actions";
import { searchMembersAction } from "@/lib/members/actions";
import type { loadCompanyFilters } from "./load-filters";

export type CompanyFilterChoices = Awaited<ReturnType<typeof loadCompanyFilters>>;

export const companyFilters = (chosen: CompanyFilterChoices): Filter[] => [
  { key: "industry", label: "Industry", load: valuesOf("industry"), chosen: chosen.industry },
  { key: "country", label: "Country", load: valuesOf("country"), chosen: chosen.country },
  { key: "owner", label: "Owner", load: loadFrom(searchMembersAction), chosen: chosen.owner },
  { key: "parent", label: "Parent", load: loadFrom(searchCompaniesAction), chosen: chosen.parent },
];

function valuesOf(field: "industry" | "country") {
  return async (q: string) => {
    const result = await searchCompanyValuesAction({ field, q });
    if (!result.ok) throw new Error(result.error.message);
    // A comma separates the values of a filter: one inside a value is written another way.
    return result.data.map((value) => ({ id: value.replace(/[%,]/g, encodeURIComponent), label: value }));
  };
}
