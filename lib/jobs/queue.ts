import { and, eq, inArray, sql } from "drizzle-orm";
import { type ControlTx, controlDb } from "@/db/control";
import { jobs } from "@/db/schema/control";

export type Job = typeof jobs.$inferSelect;

export type NewJob = {
  kind: string;
  /** Asking twice with one key is asking once. */
  key: string;
  tenantId?: string;
  payload?: Record<string, unknown>;
  requestedBy?: string | null;
  runAt?: Date;
  /** The caller does it itself, now; the worker takes it only when the caller dies. */
  mine?: boolean;
};

/** Without a sign of life for so long, whoever ran a job is dead. */
const DEAD_AFTER = sql`interval '15 seconds'`;
export const HEARTBEAT_MS = 3000;

/** Asks for work, in the transaction that needs it. Answers the job's id, also of one that was asked for before. */
export async function enqueue(tx: ControlTx, { mine, ...job }: NewJob): Promise<string> {
  const own = mine ? { state: "running" as const, heartbeatAt: sql`now()` as never, attempts: 1 } : {};
  const [made] = await tx
    .insert(jobs)
    .values({ ...job, ...own })
    .onConflictDoNothing({ target: [jobs.kind, jobs.key] })
    .returning({ id: jobs.id });
  if (made) return made.id;
  const [known] = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.kind, job.kind), eq(jobs.key, job.key)));
  if (!known) throw new Error(`The job ${job.kind} ${job.key} is neither new nor known.`);
  return known.id;
}

/** Takes one job that is due, or whose runner is dead. Two workers never get the same. */
export async function claimJob(kinds: readonly string[]): Promise<Job | null> {
  const next = sql`(
    select ${jobs.id} from ${jobs}
     where ${inArray(jobs.kind, [...kinds])} and ${jobs.runAt} <= now()
       and (${jobs.state} = 'queued' or (${jobs.state} = 'running' and ${jobs.heartbeatAt} < now() - ${DEAD_AFTER}))
     order by ${jobs.runAt} limit 1 for update skip locked)`;
  const [job] = await controlDb()
    .update(jobs)
    .set({ state: "running", heartbeatAt: sql`now()` as never, attempts: sql`${jobs.attempts} + 1` })
    .where(sql`${jobs.id} = ${next}`)
    .returning();
  return job ?? null;
}

/** Says that the runner lives, and how far it is. Answers whether somebody asked it to stop. */
export async function reportJob(
  id: string,
  progress: { step?: string; done?: number; total?: number } = {},
): Promise<{ cancelled: boolean }> {
  const [row] = await controlDb()
    .update(jobs)
    .set({ ...progress, heartbeatAt: sql`now()` as never })
    .where(and(eq(jobs.id, id), eq(jobs.state, "running")))
    .returning({ cancelled: sql<boolean>`${jobs.cancelRequestedAt} is not null` });
  return row ?? { cancelled: true };
}

export async function finishJob(
  tx: ControlTx,
  id: string,
  end: { state: "done" | "failed" | "cancelled"; result?: Record<string, unknown>; error?: string },
): Promise<void> {
  await tx
    .update(jobs)
    .set({ ...end, finishedAt: sql`now()` as never })
    .where(eq(jobs.id, id));
}

/** Puts a job that failed back: the longer, the more often it did. */
export async function retryJob(id: string, attempts: number, error: string): Promise<void> {
  const seconds = Math.min(600, 2 ** attempts);
  await controlDb()
    .update(jobs)
    .set({ state: "queued", error, runAt: sql`now() + make_interval(secs => ${seconds})` as never })
    .where(eq(jobs.id, id));
}
