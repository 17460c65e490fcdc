"use server";

import { toAction } from "@/lib/kernel/action";
import { createContact, deleteContacts, restoreContacts, updateContact } from "./commands";
import { searchContacts, searchTags } from "./queries";

export const createContactAction = toAction(createContact);
export const updateContactAction = toAction(updateContact);
export const deleteContactsAction = toAction(deleteContacts);
export const restoreContactsAction = toAction(restoreContacts);
export const searchContactsAction = toAction(searchContacts);
export const searchTagsAction = toAction(searchTags);
