"use server";

import { toAction } from "@/lib/kernel/action";
import { createWorkspace } from "./commands";
import { restoreWorkspace } from "./deleted";
import { checkSlug, listMyWorkspaces } from "./queries";

export const listMyWorkspacesAction = toAction(listMyWorkspaces);
export const checkSlugAction = toAction(checkSlug);
export const createWorkspaceAction = toAction(createWorkspace, async (created) => created);
export const restoreWorkspaceAction = toAction(restoreWorkspace);
