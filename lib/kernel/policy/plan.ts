import type { Permission } from "@/lib/rbac/permissions";
import type { Gate } from "@/lib/rbac/policy";

/** What people call a feature of a plan, and which permissions it opens. */
type Feature = { name: string; permissions: readonly Permission[] };

/** By the name that a plan has for it. No plan closes anything yet. */
const features: Readonly<Record<string, Feature>> = {};

/** What a plan closes: the permissions of each feature that it says no to. What it does not mention is open. */
export function planGates(
  plan: Readonly<Record<string, boolean>>,
  known: Readonly<Record<string, Feature>> = features,
): Gate[] {
  return Object.entries(known)
    .filter(([key]) => plan[key] === false)
    .map(([, { name, permissions }]) => ({
      kind: "plan",
      message: `The plan of this workspace does not include ${name}. An owner can change the plan.`,
      applies: permissions,
    }));
}
