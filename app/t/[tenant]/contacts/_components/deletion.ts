import type { Deletion } from "@/components/records/use-delete";
import { deleteContactsAction, restoreContactsAction } from "@/lib/contacts/actions";

export const contactDeletion: Deletion = {
  remove: deleteContactsAction,
  restore: restoreContactsAction,
  nouns: ["contact", "contacts"],
};
