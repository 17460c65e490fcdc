"use server";

import { toAction } from "@/lib/kernel/action";
import { createWorkspace } from "./commands";
import { checkSlug } from "./queries";

export const checkSlugAction = toAction(checkSlug);
export const createWorkspaceAction = toAction(createWorkspace, async (created) => created);
