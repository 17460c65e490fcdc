import { rehearsalOf } from "@/lib/access/rehearse";
import { addOverride, removeOverride } from "./overrides";
import { giveRole, revokeRole } from "./roles";

export const rehearseGiveRole = rehearsalOf(giveRole);
export const rehearseRevokeRole = rehearsalOf(revokeRole);
export const rehearseAddOverride = rehearsalOf(addOverride);
export const rehearseRemoveOverride = rehearsalOf(removeOverride);
