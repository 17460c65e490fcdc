import type { Gate } from "@/lib/rbac/policy";
import { refusalOf } from "@/lib/tenancy/lifecycle/standing";
import type { ResolvedTenant } from "@/lib/tenancy/resolve";
import { planGates } from "./plan";

/** What nothing inside the workspace lifts: it is suspended, or its plan does not include it. */
export function gatesOf(tenant: Pick<ResolvedTenant, "status" | "statusReason" | "features">): Gate[] {
  const refusal = refusalOf(tenant);
  const suspended: Gate[] = refusal ? [{ kind: "suspended", message: refusal, applies: "writes" }] : [];
  return [...suspended, ...planGates(tenant.features)];
}

/** Of a member who is not active now; null for one who is. `workspace` is its name. */
export function memberGate(status: "active" | "suspended" | "removed"): Gate | null {
  if (status === "active") return null;
  return { kind: "inactive", message: inactive[status], applies: "all" };
}

/** What somebody is told who was here, and may not be here now. */
export const inactive = {
  suspended:
    "You were suspended from this workspace: nothing of it is open to you now. An owner or an admin of it can bring you back.",
  removed:
    "You were removed from this workspace: nothing of it is open to you any more. An owner or an admin of it can invite you again.",
};
