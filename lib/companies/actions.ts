"use server";

import { toAction } from "@/lib/kernel";
import { searchCompanies } from "./queries";

export const searchCompaniesAction = toAction(searchCompanies);
