"use server";

import { toAction } from "@/lib/kernel/action";
import { listTimeline } from "./queries";

export const listTimelineAction = toAction(listTimeline);
