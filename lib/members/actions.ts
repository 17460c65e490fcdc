"use server";

import { toAction } from "@/lib/kernel";
import { searchMembers } from "./queries";

export const searchMembersAction = toAction(searchMembers);
