import type { Handlers } from "@/lib/jobs/run";
import { finishTenant } from "@/lib/tenancy/provision";

/** Who does which kind of job. */
export const handlers: Handlers = {
  provision: async (job) => {
    await finishTenant(job.key);
    return undefined;
  },
};
