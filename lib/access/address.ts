import type { Permission } from "@/lib/rbac/permissions";

type About = { memberId?: string | null; recordId?: string | null; field?: string | null };

/** Where the page is that explains why somebody may do something, or not; without a member it is about whoever asks. */
export function explainHref(
  permission: Permission | null,
  { memberId, recordId, field }: About = {},
): string {
  const resource = permission?.slice(0, permission.indexOf(":"));
  const search = [
    ...(memberId ? [`member=${memberId}`] : []),
    ...(permission ? [`action=${permission}`] : []),
    ...(recordId && resource ? [`record=${resource}/${recordId}`] : []),
    ...(field ? [`field=${field}`] : []),
  ];
  return `/settings/access?${search.join("&")}`;
}
