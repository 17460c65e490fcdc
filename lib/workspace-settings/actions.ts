"use server";

import { toAction } from "@/lib/kernel/action";
import { deleteWorkspace } from "./commands";

export const deleteWorkspaceAction = toAction(deleteWorkspace, async (way) => way);
