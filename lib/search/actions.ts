"use server";

import { toAction } from "@/lib/kernel";
import { searchAll } from "./queries";

export const searchAllAction = toAction(searchAll);
