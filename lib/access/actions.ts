"use server";

import { toAction } from "@/lib/kernel/action";
import { whyNotMe } from "./queries";

export const whyNotMeAction = toAction(whyNotMe);
