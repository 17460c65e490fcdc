import { setTimeout as sleep } from "node:timers/promises";
import { claimJob } from "@/lib/jobs/queue";
import { type Handlers, runJob } from "@/lib/jobs/run";
import { askForSweeps, type Sweep } from "@/lib/jobs/sweeps";
import { log } from "@/lib/log";

const AT_ONCE = 4;
const IDLE_MS = 500;

/** Does what is due, a few jobs at once, until `stop` says so; then waits for those that run. */
export async function work(handlers: Handlers, sweeps: Sweep[], stop: AbortSignal): Promise<void> {
  const running = new Set<Promise<void>>();
  const kinds = Object.keys(handlers);
  while (!stop.aborted) {
    const job = await unlessFailing(async () => {
      await askForSweeps(sweeps);
      return running.size < AT_ONCE ? claimJob(kinds) : null;
    });
    if (!job) {
      await sleep(IDLE_MS, undefined, { signal: stop }).catch(() => {});
      continue;
    }
    const run: Promise<void> = unlessFailing(() => runJob(job, handlers)).then(
      () => void running.delete(run),
    );
    running.add(run);
  }
  await Promise.all(running);
}

/** The database may be away for a while: the worker stays, and finds its jobs where they were. */
async function unlessFailing<T>(attempt: () => Promise<T>): Promise<T | null> {
  try {
    return await attempt();
  } catch (error) {
    log.error({ err: error }, "the worker could not do its work");
    return null;
  }
}
