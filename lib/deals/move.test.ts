import { desc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { signedIn } from "@/db/factories";
import { auditLogs } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { dayIn } from "@/lib/format/date";
import type { Context } from "@/lib/kernel";
import { listStages } from "@/lib/pipelines/queries";
import { listStageDeals, listStageTotals } from "./board";
import { createDeal, moveDeal, updateDeal } from "./commands";
import { getDeal } from "./queries";

let ctx: Context;
let stages: Map<string, string>;
beforeAll(async () => {
  ctx = (await signedIn("owner")).ctx;
  stages = new Map((await listStages(ctx, {})).map(({ name, id }) => [name, id]));
});
const stage = (name: string) => stages.get(name) ?? "";
const make = (name: string, more: Partial<Parameters<typeof createDeal>[1]> = {}) =>
  createDeal(ctx, { title: "GTX Pro", stageId: stage(name), currency: "USD", ...more });
const moves = (id: string) =>
  withTenant(ctx, "read only", (tx) =>
    tx
      .select({ action: auditLogs.action, changes: auditLogs.changes })
      .from(auditLogs)
      .where(within(ctx, auditLogs, eq(auditLogs.resourceId, id)))
      .orderBy(desc(auditLogs.createdAt), desc(auditLogs.id)),
  ).then((entries) => entries.filter(({ action }) => action === "deal.moved"));

describe("a deal that moves", () => {
  it("is asked for what the stage needs, and stays where it is without", async () => {
    const { id } = await make("Lead");
    await expect(moveDeal(ctx, { id, version: 1, stageId: stage("Negotiation") })).rejects.toMatchObject({
      code: "invalid",
      fields: {
        valueMinor: ["Negotiation asks for this: value."],
        expectedCloseDate: ["Negotiation asks for this: expected close."],
      },
    });
    expect(await getDeal(ctx, { id })).toMatchObject({ stageId: stage("Lead"), version: 1 });
    const answers = { valueMinor: 480_000n, expectedCloseDate: "2017-06-30" };
    await moveDeal(ctx, { id, version: 1, stageId: stage("Negotiation"), ...answers });
    expect(await getDeal(ctx, { id })).toMatchObject({
      stageId: stage("Negotiation"),
      probability: 75,
      version: 2,
      ...answers,
    });
    expect(await moves(id)).toMatchObject([
      { changes: { before: { stage: "Lead" }, after: { stage: "Negotiation", valueMinor: "480000" } } },
    ]);
  });

  it("is closed today in the workspace's zone, and open again without a close date", async () => {
    const { id } = await make("Proposal", { valueMinor: 1n, expectedCloseDate: "2017-06-30" });
    await moveDeal(ctx, { id, version: 1, stageId: stage("Won") });
    const today = dayIn("America/New_York", new Date());
    expect(await getDeal(ctx, { id })).toMatchObject({
      probability: 100,
      actualCloseDate: today,
      valueMinor: 1n,
      expectedCloseDate: "2017-06-30",
    });
    await moveDeal(ctx, { id, version: 2, stageId: stage("Qualified") });
    expect(await getDeal(ctx, { id })).toMatchObject({ probability: 25, actualCloseDate: null });
  });

  it("is moved by its form too, under the same rules", async () => {
    const { id } = await make("Lead");
    const form = { id, version: 1, title: "GTX Pro", currency: "USD", probability: 10 };
    await expect(updateDeal(ctx, { ...form, stageId: stage("Lost") })).rejects.toMatchObject({
      fields: { lostReason: ["Lost asks for this: lost because."] },
    });
    await updateDeal(ctx, { ...form, stageId: stage("Lost"), lostReason: "Price" });
    expect(await getDeal(ctx, { id })).toMatchObject({ probability: 0, lostReason: "Price", version: 2 });
    expect(await moves(id)).toHaveLength(1);
  });

  it("is not moved by a person who has not seen its last change", async () => {
    const { id } = await make("Lead");
    await moveDeal(ctx, { id, version: 1, stageId: stage("Qualified") });
    await expect(moveDeal(ctx, { id, version: 1, stageId: stage("Lost") })).rejects.toMatchObject({
      code: "conflict",
      message: "Darcel Schlecht changed “GTX Pro” meanwhile. Nothing was moved: look at it again.",
    });
    const both = await Promise.allSettled(
      ["Lead", "Lead"].map((name) => moveDeal(ctx, { id, version: 2, stageId: stage(name) })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("the board", () => {
  it("counts and sums every deal of a stage, each currency apart, and shows the latest first", async () => {
    const { ctx: other } = await signedIn("owner");
    const lead = (await listStages(other, {}))[0]?.id ?? "";
    for (let index = 1; index <= 35; index += 1)
      await createDeal(other, { title: `Deal ${index}`, stageId: lead, currency: "USD", valueMinor: 1_000n });
    await createDeal(other, {
      title: "Yen",
      stageId: lead,
      currency: "JPY",
      valueMinor: 5n,
      probability: 50,
    });
    await createDeal(other, { title: "Nothing", stageId: lead, currency: "JPY" });
    const totals = await listStageTotals(other, {});
    expect(totals.toSorted((a, b) => a.count - b.count)).toEqual([
      { stageId: lead, currency: "JPY", count: 2, sumMinor: 5n, weightedMinor: 3n },
      { stageId: lead, currency: "USD", count: 35, sumMinor: 35_000n, weightedMinor: 3_500n },
    ]);
    const cards = await listStageDeals(other, { stageId: lead });
    expect(cards).toHaveLength(30);
    expect(cards[0]).toMatchObject({ title: "Nothing", valueMinor: null });
    expect(await listStageDeals(other, { stageId: lead, q: "yen" })).toMatchObject([{ title: "Yen" }]);
    expect(await listStageDeals(ctx, { stageId: lead })).toEqual([]);
  });
});
