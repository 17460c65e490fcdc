"use server";

import { toAction } from "@/lib/kernel/action";
import { addOverride, removeOverride } from "./overrides";
import { searchMembers } from "./queries";
import {
  rehearseAddOverride,
  rehearseGiveRole,
  rehearseRemoveOverride,
  rehearseRevokeRole,
} from "./rehearsals";
import { countRecords, removeMember } from "./remove";
import { giveRole, revokeRole } from "./roles";
import { reactivateMember, suspendMember } from "./status";
import { transferOwnership } from "./transfer";

export const searchMembersAction = toAction(searchMembers);
export const suspendMemberAction = toAction(suspendMember);
export const reactivateMemberAction = toAction(reactivateMember);
export const countRecordsAction = toAction(countRecords);
export const removeMemberAction = toAction(removeMember);
export const transferOwnershipAction = toAction(transferOwnership);
export const giveRoleAction = toAction(giveRole);
export const revokeRoleAction = toAction(revokeRole);
export const addOverrideAction = toAction(addOverride);
export const removeOverrideAction = toAction(removeOverride);
export const rehearseGiveRoleAction = toAction(rehearseGiveRole);
export const rehearseRevokeRoleAction = toAction(rehearseRevokeRole);
export const rehearseAddOverrideAction = toAction(rehearseAddOverride);
export const rehearseRemoveOverrideAction = toAction(rehearseRemoveOverride);
