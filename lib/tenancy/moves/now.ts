import { and, eq, inArray, sql } from "drizzle-orm";
import { controlDb } from "@/db/control";
import { jobs } from "@/db/schema/control";
import { runJob } from "@/lib/jobs/run";
import { handlersOf } from "./handlers";
import { MOVE } from "./plan";
import { findMove, type Move } from "./queries";
import type { MoveProgress } from "./record";

/**
 * Runs a planned move in this process, or goes on with one whose runner died; when another process runs it, looks on. Answers the move as
 * it ended.
 * @throws Error when it could be neither finished nor taken back now; run again, it goes on
 */
export async function moveNow(id: string, watch: (progress: MoveProgress) => void): Promise<Move> {
  const [job] = await controlDb()
    .update(jobs)
    .set({ state: "running", heartbeatAt: sql`now()` as never, attempts: sql`${jobs.attempts} + 1` })
    .where(and(eq(jobs.kind, MOVE), eq(jobs.key, id), inArray(jobs.state, ["queued", "running"])))
    .returning();
  if (job) await runJob(job, handlersOf({ watch }));
  const move = await findMove(controlDb(), id);
  if (move?.finishedAt) return move;
  const [ended] = await controlDb()
    .select({ error: jobs.error })
    .from(jobs)
    .where(and(eq(jobs.kind, MOVE), eq(jobs.key, id)));
  throw new Error(`The move could be neither finished nor taken back: ${ended?.error}`);
}
