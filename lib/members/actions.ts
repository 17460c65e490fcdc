"use server";

import { toAction } from "@/lib/kernel/action";
import { searchMembers } from "./queries";

export const searchMembersAction = toAction(searchMembers);
