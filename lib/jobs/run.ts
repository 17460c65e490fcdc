import { controlDb } from "@/db/control";
import { AppError } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { claimJob, finishJob, HEARTBEAT_MS, type Job, reportJob, retryJob } from "./queue";

export type Progress = (progress: { step?: string; done?: number; total?: number }) => Promise<void>;

/** What a kind of job does. It is run again after a kill, from the start: each step of it must be the same done twice. */
export type Handler = (job: Job, progress: Progress) => Promise<Record<string, unknown> | undefined>;
export type Handlers = Record<string, Handler>;

/** Somebody asked for the end of this job. */
export class Cancelled extends Error {}

/** A job that fails is tried again, and given up after so many times. What cannot be done at all (AppError) is not tried again. */
const MOST_ATTEMPTS = 8;

/** Runs a job that is claimed, to its end, with a heartbeat, and records how it ended. */
export async function runJob(job: Job, handlers: Handlers): Promise<void> {
  const handler = handlers[job.kind];
  if (!handler) throw new Error(`Nobody does jobs of the kind ${job.kind}.`);
  const beat = setInterval(() => void reportJob(job.id).catch(() => {}), HEARTBEAT_MS);
  try {
    const result = await handler(job, async (progress) => {
      if ((await reportJob(job.id, progress)).cancelled) throw new Cancelled("Stopped on request.");
    });
    await finishJob(controlDb(), job.id, { state: "done", result });
  } catch (error) {
    await recordFailure(job, error);
  } finally {
    clearInterval(beat);
  }
}

async function recordFailure(job: Job, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Cancelled) {
    await finishJob(controlDb(), job.id, { state: "cancelled", error: message });
    return;
  }
  log.error({ err: error, job: job.id, kind: job.kind, attempts: job.attempts }, "a job failed");
  if (error instanceof AppError || job.attempts >= MOST_ATTEMPTS) {
    await finishJob(controlDb(), job.id, { state: "failed", error: message });
  } else {
    await retryJob(job.id, job.attempts, message);
  }
}

/** Runs what is due until nothing is. Answers how many jobs that were. */
export async function runDueJobs(handlers: Handlers): Promise<number> {
  let count = 0;
  for (;;) {
    const job = await claimJob(Object.keys(handlers));
    if (!job) return count;
    await runJob(job, handlers);
    count += 1;
  }
}
