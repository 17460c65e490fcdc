import { searchCompanies } from "@/lib/companies/queries";
import type { contactList } from "@/lib/contacts/schema";
import type { Context } from "@/lib/kernel";
import { searchMembers } from "@/lib/members/queries";
import { chosenOf } from "../../_components/chosen";

type Filters = Partial<Record<(typeof contactList.filters)[number], string[]>>;

/** What the filters of contacts are set to, by name. */
export async function loadContactFilters(ctx: Context, { company, owner, tag }: Filters) {
  const [chosenCompany, chosenOwner] = await Promise.all([
    chosenOf(ctx, searchCompanies, company),
    chosenOf(ctx, searchMembers, owner),
  ]);
  const tags = tag?.join(",");
  return { company: chosenCompany, owner: chosenOwner, tag: tags ? { id: tags, label: tags } : null };
}
