"use server";

import { toAction } from "@/lib/kernel/action";
import { copyRole, createRole, deleteRole, updateRole } from "./commands";
import { getRole } from "./queries";
import { rehearseUpdateRole } from "./rehearsals";

export const copyRoleAction = toAction(copyRole);
export const createRoleAction = toAction(createRole);
export const deleteRoleAction = toAction(deleteRole);
export const getRoleAction = toAction(getRole);
export const rehearseUpdateRoleAction = toAction(rehearseUpdateRole);
export const updateRoleAction = toAction(updateRole);
