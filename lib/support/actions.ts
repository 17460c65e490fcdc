"use server";

import { clearSessionCookie } from "@/lib/auth/session-cookie";
import { toAction } from "@/lib/kernel/action";
import { endVisit, leave, setSupportAccess } from "./commands";
import { enterAsSupport } from "./enter";

export const endVisitAction = toAction(endVisit);
export const enterAsSupportAction = toAction(enterAsSupport, async (way) => way);
export const leaveAction = toAction(leave, clearSessionCookie);
export const setSupportAccessAction = toAction(setSupportAccess);
