"use server";

import { toAction } from "@/lib/kernel/action";
import { createDeal, deleteDeals, moveDeal, restoreDeals, updateDeal } from "./commands";
import { addDealPerson, changeDealPerson, removeDealPerson } from "./people";
import { searchDeals } from "./search";

export const createDealAction = toAction(createDeal);
export const updateDealAction = toAction(updateDeal);
export const moveDealAction = toAction(moveDeal);
export const deleteDealsAction = toAction(deleteDeals);
export const restoreDealsAction = toAction(restoreDeals);
export const addDealPersonAction = toAction(addDealPerson);
export const changeDealPersonAction = toAction(changeDealPerson);
export const removeDealPersonAction = toAction(removeDealPerson);
export const searchDealsAction = toAction(searchDeals);
