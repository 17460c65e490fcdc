import { lt, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { ensureAllPartitions } from "@/db/migrate/partitions";
import { jobs } from "@/db/schema/control";
import { env } from "@/lib/env";
import type { Sweep } from "@/lib/jobs/sweeps";
import { anchorAll } from "@/lib/kernel/audit-anchors";
import { finishAccessChanges } from "@/lib/kernel/freshness";
import { log } from "@/lib/log";
import { lifecycleSweeps } from "@/lib/tenancy/lifecycle/sweeps";
import { moveSweeps } from "@/lib/tenancy/moves/purge";
import { expireAccess } from "./expire-access";

/** What the worker does by itself, time and again. */
export const sweeps: Sweep[] = [
  ...lifecycleSweeps,
  ...moveSweeps,
  {
    name: "forget_jobs",
    everyMinutes: 60,
    run: async () => {
      await controlDb().delete(jobs).where(lt(jobs.finishedAt, sql`now() - interval '30 days'`));
      return undefined;
    },
  },
  {
    name: "finish_access_changes",
    everyMinutes: 1,
    run: async () => ({ finished: await finishAccessChanges() }),
  },
  {
    name: "anchor_audit",
    everyMinutes: 15,
    run: async () => {
      const { failed } = await anchorAll();
      for (const { slug, error } of failed)
        log.warn({ err: error, slug }, "the end of an audit log was not anchored");
      return { failed: failed.length };
    },
  },
  {
    name: "expire_access",
    everyMinutes: 15,
    run: async () => ({ ended: await expireAccess() }),
  },
  {
    name: "ensure_partitions",
    everyMinutes: 24 * 60,
    run: async () => {
      if (!env.MIGRATOR_DATABASE_URL)
        throw new Error("MIGRATOR_DATABASE_URL is missing: partitions need the owner of the tables.");
      return ensureAllPartitions(env.MIGRATOR_DATABASE_URL);
    },
  },
];
