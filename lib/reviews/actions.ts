"use server";

import { toAction } from "@/lib/kernel/action";
import { closeReview, keepItems, reopenItems, startReview } from "./commands";
import { reviewPeople } from "./queries";
import { rehearseRevokeItem, revokeItem } from "./revoke";

export const closeReviewAction = toAction(closeReview);
export const keepItemsAction = toAction(keepItems);
export const rehearseRevokeItemAction = toAction(rehearseRevokeItem);
export const reopenItemsAction = toAction(reopenItems);
export const reviewPeopleAction = toAction(reviewPeople);
export const revokeItemAction = toAction(revokeItem);
export const startReviewAction = toAction(startReview);
