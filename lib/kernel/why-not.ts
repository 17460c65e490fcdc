import type { Permission } from "@/lib/rbac/permissions";
import { rolesAllowing } from "@/lib/rbac/roles";
import type { Context } from "./context";

/** Why support cannot change anything, as shown beside a disabled control too. */
export const READ_ONLY = "You are here as support, and may read only.";

/** Why a permission is missing and who can help, as shown beside a disabled control. */
export function whyNot(permission: Permission, { support }: Pick<Context, "support">): string {
  if (support?.mode === "read") return READ_ONLY;
  if (support) return `Support may not do this (${permission}): the people of this workspace decide it.`;
  return `Your role does not allow this (${permission}). It comes with: ${rolesAllowing(permission).join(", ")}.`;
}
