import type { Permission } from "@/lib/rbac/permissions";
import { systemRoles } from "@/lib/rbac/roles";

/** What the people of a workspace decide among themselves: support sees it, and never changes it. */
const THEIRS = /^(member|role|team|access|workspace|billing):(?!read$)|:share$/;

/** What the platform's support may do inside a tenant, by the mode that it was let in with. */
export const supportPermissions: Record<"read" | "write", ReadonlySet<Permission>> = {
  read: new Set<Permission>([...systemRoles.viewer.permissions, "audit:read"]),
  write: new Set([...systemRoles.admin.permissions].filter((name) => !THEIRS.test(name))),
};
