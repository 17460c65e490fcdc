"use server";

import { toAction } from "@/lib/kernel/action";
import { listStages } from "./queries";

export const listStagesAction = toAction(listStages);
