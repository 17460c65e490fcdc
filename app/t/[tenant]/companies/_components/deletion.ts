import type { Deletion } from "@/components/records/use-delete";
import { deleteCompaniesAction, restoreCompaniesAction } from "@/lib/companies/actions";

export const companyDeletion: Deletion = {
  remove: deleteCompaniesAction,
  restore: restoreCompaniesAction,
  nouns: ["company", "companies"],
};
