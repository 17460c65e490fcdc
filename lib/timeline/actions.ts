"use server";

import { toAction } from "@/lib/kernel";
import { listTimeline } from "./queries";

export const listTimelineAction = toAction(listTimeline);
