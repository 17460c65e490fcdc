"use server";

import { toAction } from "@/lib/kernel/action";
import { searchAuditActions } from "./queries";
import { verifyAudit } from "./verify";

export const searchAuditActionsAction = toAction(searchAuditActions);
export const verifyAuditAction = toAction(verifyAudit);
