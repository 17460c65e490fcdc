import { dealContactRoleNames, dealContactRoles } from "@/lib/deals/schema";

export const roleOptions = dealContactRoles.map((role) => ({
  value: role,
  label: dealContactRoleNames[role],
}));
