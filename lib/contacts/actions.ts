"use server";

import { toAction } from "@/lib/kernel";
import { searchContacts } from "./queries";

export const searchContactsAction = toAction(searchContacts);
