import type { Filter } from "@/components/data-table/types";
import { loadFrom } from "@/components/ui/load-from";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { searchTagsAction } from "@/lib/contacts/actions";
import { searchMembersAction } from "@/lib/members/actions";
import type { loadContactFilters } from "./load-filters";

export type ContactFilterChoices = Awaited<ReturnType<typeof loadContactFilters>>;

export const contactFilters = (chosen: ContactFilterChoices): Filter[] => [
  { key: "company", label: "Company", load: loadFrom(searchCompaniesAction), chosen: chosen.company },
  { key: "owner", label: "Owner", load: loadFrom(searchMembersAction), chosen: chosen.owner },
  { key: "tag", label: "Tag", load: loadTags, chosen: chosen.tag },
];

async function loadTags(q: string) {
  const result = await searchTagsAction({ q });
  if (!result.ok) throw new Error(result.error.message);
  return result.data.map((tag) => ({ id: tag, label: tag }));
}
