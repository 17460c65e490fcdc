import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "@/db/columns";
import { controlDb } from "@/db/control";
import { jobs } from "@/db/schema/control";
import { Conflict } from "@/lib/kernel/errors";
import { claimJob, enqueue, type NewJob } from "./queue";
import { type Handler, runDueJobs, runJob } from "./run";
import { askForSweeps } from "./sweeps";

/** Each test asks for jobs of a kind of its own, which no worker and no other test does. */
const kindOf = () => `test_${newId()}`;
const ask = (kind: string, more: Partial<NewJob> = {}) =>
  enqueue(controlDb(), { kind, key: newId(), ...more });
const read = async (id: string) => {
  const [job] = await controlDb().select().from(jobs).where(eq(jobs.id, id));
  return job;
};
/** As if whoever ran it had died a minute ago. */
const abandon = (id: string) =>
  controlDb()
    .update(jobs)
    .set({ heartbeatAt: sql`now() - interval '1 minute'` as never })
    .where(eq(jobs.id, id));

describe("the queue of jobs", () => {
  it("takes asking twice for asking once, and forgets what was asked for in a transaction that failed", async () => {
    const kind = kindOf();
    const [first, second] = [await ask(kind, { key: "one" }), await ask(kind, { key: "one" })];
    expect(second).toBe(first);
    const undone = controlDb().transaction(async (tx) => {
      await enqueue(tx, { kind, key: "two" });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    const rows = await controlDb().select({ key: jobs.key }).from(jobs).where(eq(jobs.kind, kind));
    expect(rows).toEqual([{ key: "one" }]);
  });

  it("gives each job to one of many workers", async () => {
    const kind = kindOf();
    const asked = await Promise.all(Array.from({ length: 10 }, () => ask(kind)));
    const claimed = await Promise.all(Array.from({ length: 20 }, () => claimJob([kind])));
    const ids = claimed.flatMap((job) => job?.id ?? []);
    expect(ids.sort()).toEqual(asked.sort());
  });

  it("gives a job whose runner is dead to another, and one whose runner lives to nobody", async () => {
    const kind = kindOf();
    const id = await ask(kind, { mine: true });
    expect(await claimJob([kind])).toBeNull();
    await abandon(id);
    expect(await claimJob([kind])).toMatchObject({ id, attempts: 2 });
    expect(await claimJob([kind])).toBeNull();
  });

  it("keeps a job until its time has come", async () => {
    const kind = kindOf();
    await ask(kind, { runAt: new Date(Date.now() + 60_000) });
    expect(await claimJob([kind])).toBeNull();
  });
});

describe("a job", () => {
  const run = async (handler: Handler) => {
    const kind = kindOf();
    const id = await ask(kind);
    await runDueJobs({ [kind]: handler });
    return read(id);
  };

  it("ends with its result, and tells how far it is", async () => {
    let seen: unknown;
    const done = await run(async (job, progress) => {
      await progress({ step: "copying", done: 3, total: 7 });
      seen = await read(job.id);
      return { rows: 7 };
    });
    expect(seen).toMatchObject({ state: "running", step: "copying", done: 3, total: 7 });
    expect(done).toMatchObject({ state: "done", result: { rows: 7 }, error: null });
  });

  it("that fails is tried again later, and given up in the end", async () => {
    const broken: Handler = async () => {
      throw new Error("The disk is full.");
    };
    const failed = await run(broken);
    expect(failed).toMatchObject({ state: "queued", attempts: 1, error: "The disk is full." });
    expect(failed?.runAt.getTime()).toBeGreaterThan(Date.now());
    if (!failed) throw new Error("The job is gone.");
    await runJob({ ...failed, attempts: 8 }, { [failed.kind]: broken });
    expect(await read(failed.id)).toMatchObject({ state: "failed", error: "The disk is full." });
  });

  it("that cannot be done is not tried again", async () => {
    const refused = await run(async () => {
      throw new Conflict("It is there already.");
    });
    expect(refused).toMatchObject({ state: "failed", attempts: 1, error: "It is there already." });
  });

  it("stops when it is asked to", async () => {
    const stopped = await run(async (job, progress) => {
      await controlDb()
        .update(jobs)
        .set({ cancelRequestedAt: sql`now()` as never })
        .where(eq(jobs.id, job.id));
      await progress({ step: "copying" });
      return undefined;
    });
    expect(stopped).toMatchObject({ state: "cancelled" });
  });
});

it("asks for a sweep once in its span of time, however many workers there are", async () => {
  const name = kindOf();
  const sweep = { name, everyMinutes: 10, run: async () => undefined };
  const start = Math.ceil(Date.now() / 600_000) * 600_000;
  for (const minutes of [0, 1, 9, 10, 11]) await askForSweeps([sweep], start + minutes * 60_000);
  const rows = await controlDb().select({ id: jobs.id }).from(jobs).where(eq(jobs.kind, name));
  expect(rows).toHaveLength(2);
});
