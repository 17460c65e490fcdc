import { bySystem } from "@/lib/tenancy/lifecycle/happening";
import { changeStatus } from "@/lib/tenancy/lifecycle/status";

/** Suspends a tenant, as an operator does. */
export const suspend = (tenantId: string, reason: string) =>
  bySystem("factory", (tx) => changeStatus(tx, { tenantId, to: "suspended", reason }));
