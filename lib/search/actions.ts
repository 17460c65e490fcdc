"use server";

import { toAction } from "@/lib/kernel/action";
import { searchAll } from "./queries";

export const searchAllAction = toAction(searchAll);
