import type { Permission } from "./permissions";
import type { Gate } from "./policy";

/** What each feature of a plan opens; a permission that stands nowhere here comes with every plan. */
export type PlanFeatures = Readonly<Record<string, { label: string; permissions: readonly Permission[] }>>;

const planFeatures: PlanFeatures = {};

/** The gates of a workspace: one for each feature that its plan says it does not have. A feature that the plan does not name is open. */
export const planGates = (
  features: Readonly<Record<string, boolean>>,
  known: PlanFeatures = planFeatures,
): Gate[] =>
  Object.entries(known)
    .filter(([name]) => features[name] === false)
    .map(([, { label, permissions }]) => ({
      kind: "plan",
      message: `The plan of this workspace does not include ${label}. An owner can change the plan.`,
      applies: permissions,
    }));
