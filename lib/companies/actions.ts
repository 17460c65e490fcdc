"use server";

import { toAction } from "@/lib/kernel/action";
import { createCompany, deleteCompanies, restoreCompanies, updateCompany } from "./commands";
import { searchCompanies, searchCompanyValues } from "./queries";

export const createCompanyAction = toAction(createCompany);
export const updateCompanyAction = toAction(updateCompany);
export const deleteCompaniesAction = toAction(deleteCompanies);
export const restoreCompaniesAction = toAction(restoreCompanies);
export const searchCompaniesAction = toAction(searchCompanies);
export const searchCompanyValuesAction = toAction(searchCompanyValues);
