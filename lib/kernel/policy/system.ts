import type { Permission } from "@/lib/rbac/permissions";
import type { Gate, Policy } from "@/lib/rbac/policy";

/** The policy of who is no member: the system, or the platform's support. It owns nothing and is in no team. */
export const systemPolicy = (
  name: string,
  permissions: Iterable<Permission>,
  gates: readonly Gate[] = [],
): Policy => ({
  member: { id: null, teamIds: [], roleIds: [], email: null, title: null },
  teammates: [],
  gates,
  rules: [...permissions].map((permission) => ({
    key: `system:${permission}`,
    source: { kind: "system", name },
    effect: "allow",
    permission,
    scope: "all",
    team: null,
    condition: null,
    fields: null,
    recordId: null,
    priority: null,
    expiresAt: null,
  })),
});
