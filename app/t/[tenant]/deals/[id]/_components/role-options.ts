import { dealContactRoleNames, dealContactRoles } from "@/lib/deals/roles";

export const roleOptions = dealContactRoles.map((role) => ({
  value: role,
  label: dealContactRoleNames[role],
}));
