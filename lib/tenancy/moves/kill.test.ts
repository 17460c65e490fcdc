import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { controlDb } from "@/db/control";
import { makeDeal, signedIn } from "@/db/factories";
import { fillEveryTable } from "@/db/factories/full";
import { openPlace } from "@/db/move/sessions";
import { jobs } from "@/db/schema/control";
import { deals } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { runJob } from "@/lib/jobs/run";
import type { Context } from "@/lib/kernel";
import { verifyWorkspace } from "@/lib/kernel/audit-anchors";
import { contextOf } from "@/lib/kernel/context";
import { moveHandlers } from "./handlers";
import { hashesAt, killedAt, plan, removeOwnPlaces } from "./moves.fixture";
import { findMove } from "./queries";
import { runMove } from "./run";

/** Each kill is a SIGKILL of a process that runs the move. */

async function titlesOf(ctx: Context): Promise<string[]> {
  const rows = await withTenant(ctx, "read only", (tx) =>
    tx.select({ title: deals.title }).from(deals).where(within(ctx, deals)),
  );
  return rows.map(({ title }) => title);
}

async function findings({ tenantId }: Context) {
  return (await verifyWorkspace(tenantId))?.flatMap((report) => report.findings);
}

describe("a move that is killed", { timeout: 120_000 }, () => {
  it.each([
    ["shared", "schema"],
    ["database", "shared"],
  ] as const)("before the freeze, from %s to %s, disturbs nobody and begins again", async (from, to) => {
    const { ctx, tenant } = await signedIn("owner", { isolationLevel: from });
    await fillEveryTable(ctx);
    const { id } = await plan(tenant.tenantId, to);
    const points = ["prepared", "emptied", "pass 1", "verified", "locked", "last pass"];
    for (const point of points) {
      await killedAt(id, point);
      await makeDeal(ctx, { title: `after ${point}` });
      expect(await titlesOf(ctx)).toContain(`after ${point}`);
    }
    expect(await runMove(id)).toMatchObject({ step: "done" });
    const titles = await titlesOf(ctx);
    for (const point of points) expect(titles.filter((title) => title === `after ${point}`)).toHaveLength(1);
    expect(await findings(ctx)).toEqual([]);
    await removeOwnPlaces(tenant.tenantId);
  });

  it.each([
    ["shared", "schema", "frozen"],
    ["shared", "schema", "switched"],
    ["shared", "database", "frozen"],
    ["shared", "database", "target readable"],
    ["shared", "database", "switched"],
    ["schema", "database", "target open"],
    ["database", "shared", "frozen"],
    ["database", "shared", "switched"],
    ["database", "schema", "source closed"],
  ] as const)(
    "after the freeze, from %s to %s at “%s”, goes on: readers see no gap, writers wait",
    async (from, to, point) => {
      const { ctx, headers, tenant } = await signedIn("owner", { isolationLevel: from });
      await makeDeal(ctx, { title: "before" });
      const { id } = await plan(tenant.tenantId, to);
      await killedAt(id, point);
      expect(await titlesOf(ctx)).toEqual(["before"]);
      expect(await titlesOf(await contextOf(headers))).toEqual(["before"]);
      const waiting = makeDeal(ctx, { title: "meanwhile" });
      expect(await runMove(id)).toMatchObject({ step: "done", error: null });
      await waiting;
      const now = await contextOf(headers);
      expect(now.placement.isolationLevel).toBe(to);
      expect((await titlesOf(now)).sort()).toEqual(["before", "meanwhile"]);
      expect(await findings(now)).toEqual([]);
      await removeOwnPlaces(tenant.tenantId);
    },
  );

  it("while it takes back what it did, goes on with that", async () => {
    const { ctx, tenant } = await signedIn("owner", { isolationLevel: "shared" });
    const before = await hashesAt(tenant.placement, tenant.tenantId);
    const { id, to } = await plan(tenant.tenantId, "schema");
    const failing = async (point: string) => {
      if (point === "frozen") throw new Error("the disk is full");
      if (point === "source open") throw new Error("and then the connection was lost");
    };
    await expect(runMove(id, { at: failing })).rejects.toThrow("and then the connection was lost");
    expect(await findMove(controlDb(), id)).toMatchObject({ finishedAt: null, error: "the disk is full" });
    await killedAt(id, "target removed");
    expect(await runMove(id)).toMatchObject({ step: "failed", error: "the disk is full" });
    expect(await hashesAt(tenant.placement, tenant.tenantId)).toEqual(before);
    await makeDeal(ctx);
    const session = await openPlace(tenant.placement);
    expect(await session.sql`select from pg_namespace where nspname = ${to.schemaName}`).toHaveLength(0);
    await session.close();
  });

  it("is finished by the worker, through its job", async () => {
    const { ctx, headers, tenant } = await signedIn("owner", { isolationLevel: "shared" });
    const { id, jobId } = await plan(tenant.tenantId, "schema");
    await killedAt(id, "verified");
    const [job] = await controlDb().select().from(jobs).where(eq(jobs.id, jobId));
    if (!job) throw new Error("The move has no job.");
    // Two at once: the second finds it done.
    await Promise.all([runJob(job, moveHandlers), runJob(job, moveHandlers)]);
    const [after] = await controlDb().select().from(jobs).where(eq(jobs.id, jobId));
    expect(after).toMatchObject({ state: "done", error: null });
    await makeDeal(ctx);
    expect((await contextOf(headers)).placement).toMatchObject({ isolationLevel: "schema", epoch: 2 });
    await removeOwnPlaces(tenant.tenantId);
  });
});
