import type { Sweep } from "@/lib/jobs/sweeps";
import { purgeDeadImports } from "../archive/purge";
import { purgeDrafts } from "./drafts";
import { measureTenants } from "./measure";
import { purgeOrphans } from "./orphans";
import { purgeDeleted, purgeExpired } from "./purge";
import { suspendEndedTrials } from "./trials";

/** What becomes of workspaces by itself, for the worker. */
export const lifecycleSweeps: Sweep[] = [
  {
    name: "end_trials",
    everyMinutes: 1,
    run: async () => ({ suspended: await suspendEndedTrials() }),
  },
  {
    name: "purge_tenants",
    everyMinutes: 60,
    run: async (_job, progress) => {
      await progress({ step: "workspaces whose 30 days are over" });
      const erasures = await purgeDeleted();
      await progress({ step: "imports that died" });
      const imports = await purgeDeadImports();
      await progress({ step: "sessions and tokens that ran out" });
      await purgeExpired();
      await progress({ step: "rows that nobody owns" });
      return { erasures, imports, orphans: (await purgeOrphans()).length };
    },
  },
  {
    name: "purge_drafts",
    everyMinutes: 24 * 60,
    run: async () => ({ drafts: await purgeDrafts() }),
  },
  {
    name: "measure_tenants",
    everyMinutes: 60,
    run: async () => ({ measured: await measureTenants() }),
  },
];
