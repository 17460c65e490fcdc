import type { Handlers } from "@/lib/jobs/run";
import { tenantAuditHandlers } from "@/lib/kernel/tenant-audit";
import { erasureHandlers } from "@/lib/tenancy/lifecycle/erase";
import { moveHandlers } from "@/lib/tenancy/moves/handlers";
import { finishTenant } from "@/lib/tenancy/provision";
import { supportHandlers } from "@/lib/tenancy/support";

/** Who does which kind of job. */
export const handlers: Handlers = {
  ...tenantAuditHandlers,
  ...supportHandlers,
  ...erasureHandlers,
  ...moveHandlers,
  provision: async (job) => {
    await finishTenant(job.key);
    return undefined;
  },
};
