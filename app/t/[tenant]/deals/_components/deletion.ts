import type { Deletion } from "@/components/records/use-delete";
import { deleteDealsAction, restoreDealsAction } from "@/lib/deals/actions";

export const dealDeletion: Deletion = {
  remove: deleteDealsAction,
  restore: restoreDealsAction,
  nouns: ["deal", "deals"],
};
