import { lt, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { jobs } from "@/db/schema/control";
import type { Sweep } from "@/lib/jobs/sweeps";

/** What the worker does by itself, time and again. */
export const sweeps: Sweep[] = [
  {
    name: "forget_jobs",
    everyMinutes: 60,
    run: async () => {
      await controlDb().delete(jobs).where(lt(jobs.finishedAt, sql`now() - interval '30 days'`));
      return undefined;
    },
  },
];
