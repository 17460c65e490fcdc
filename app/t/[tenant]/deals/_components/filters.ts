import type { Filter } from "@/components/data-table/types";
import { loadFrom } from "@/components/ui/load-from";
import { searchCompaniesAction } from "@/lib/companies/actions";
import { searchMembersAction } from "@/lib/members/actions";
import { searchProductsAction } from "@/lib/products/actions";
import type { DealFilterChoices } from "./load-filters";

/** Whose deals, and with whom: the filters that the list and the board share. */
export function dealFilters({ chosen }: DealFilterChoices): Filter[] {
  return [
    { key: "owner", label: "Owner", load: loadFrom(searchMembersAction), chosen: chosen.owner },
    { key: "company", label: "Company", load: loadFrom(searchCompaniesAction), chosen: chosen.company },
    { key: "product", label: "Product", load: loadFrom(searchProductsAction), chosen: chosen.product },
  ];
}

const kinds = [
  { value: "open", label: "Open" },
  { value: "won", label: "Won" },
  { value: "lost", label: "Lost" },
  { value: "won,lost", label: "Won or lost" },
];

const activity = [
  { value: "none", label: "None" },
  { value: "some", label: "Some" },
];

/** All filters of the list; on the board, the columns are the stages. */
export function dealListFilters(choices: DealFilterChoices): Filter[] {
  const stages = choices.stages.map(({ id, name }) => ({ value: id, label: name }));
  return [
    { key: "stage", label: "Stage", options: stages },
    { key: "kind", label: "Status", options: kinds },
    ...dealFilters(choices),
    { key: "closed", label: "Closed", options: choices.periods },
    { key: "activity", label: "Activity", options: activity },
  ];
}
