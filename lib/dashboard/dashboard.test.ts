import { beforeAll, describe, expect, it } from "vitest";
import { signedIn, signIn } from "@/db/factories";
import { pipelineStages } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import { createActivity } from "@/lib/activities/commands";
import { createDeal, deleteDeals } from "@/lib/deals/commands";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { addUp, closedWithin, periodsOf, yearsOf } from "./closed";
import { dealsWhere } from "./links";
import { closedDeals, dealStages, idleDeals, leaders } from "./queries";

const usd = (amountMinor: bigint) => ({ currency: "USD", amountMinor });
let signed: Awaited<ReturnType<typeof signedIn>>;
let ctx: Context;
let stage: Record<string, string>;

beforeAll(async () => {
  signed = await signedIn("owner");
  ctx = signed.ctx;
  const rows = await withTenant(ctx, "read only", (tx) =>
    tx
      .select({ id: pipelineStages.id, name: pipelineStages.name })
      .from(pipelineStages)
      .where(within(ctx, pipelineStages)),
  );
  stage = Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  const add = (name: string, valueMinor: bigint | null, actualCloseDate: string | null, more: object = {}) =>
    createDeal(ctx, {
      title: name,
      stageId: stage[name] ?? "",
      valueMinor,
      actualCloseDate,
      currency: "USD",
      ownerId: signed.memberId,
      ...more,
    });
  await add("Won", 100_00n, "2025-12-31");
  await add("Won", 300_00n, "2026-01-01");
  await add("Won", 50_01n, "2026-07-01", { ownerId: null });
  await add("Won", 900_00n, "2026-07-15", { currency: "EUR" });
  await add("Lost", 70_00n, "2026-02-01", { lostReason: "Price" });
  const { id: quiet } = await add("Lead", 10_05n, null);
  const { id: busy } = await add("Lead", null, null);
  await add("Lead", 33_33n, null, { currency: "EUR" });
  const { id: deleted } = await add("Won", 5_000_00n, "2026-01-01");
  await deleteDeals(ctx, { ids: [deleted] });
  await createActivity(ctx, { type: "call", subject: "Asked for a quote", dealId: busy });
  await createActivity(ctx, { type: "call", subject: "Asked again", dealId: busy });
  expect(quiet).not.toBe(busy);
});

/** How many deals the list shows behind a link of the dashboard. */
async function behind(filters: Parameters<typeof dealsWhere>[0]): Promise<number> {
  const { searchParams } = new URL(dealsWhere(filters), "http://acme.localhost");
  const { total } = await listDeals(ctx, parseListState(Object.fromEntries(searchParams), dealList));
  return total;
}

describe("the dashboard", () => {
  it("adds up what was won by quarter, never across currencies, and leads to exactly those deals", async () => {
    const closed = await closedDeals(ctx, {});
    const periods = periodsOf(closed, "USD");
    expect(periods.map(({ name, won }) => [name, won.count, won.value.amountMinor, won.others])).toEqual([
      ["2025-Q4", 1, 100_00n, []],
      ["2026-Q1", 1, 300_00n, []],
      ["2026-Q2", 0, 0n, []],
      ["2026-Q3", 2, 50_01n, [{ currency: "EUR", amountMinor: 900_00n }]],
    ]);
    for (const { name, won } of periods) expect(await behind({ kind: "won", closed: name })).toBe(won.count);
  });

  it("counts won and lost within the chosen year", async () => {
    const closed = await closedDeals(ctx, {});
    expect(yearsOf(closed)).toEqual([2026, 2025]);
    for (const year of [null, 2025, 2026, 2031]) {
      const { won, lost } = addUp(closedWithin(closed, year), "USD");
      expect(won.count + lost.count).toBe(await behind({ kind: "won,lost", closed: year }));
    }
    expect(addUp(closedWithin(closed, 2026), "USD")).toMatchObject({
      won: { count: 3, value: usd(350_01n) },
      lost: { count: 1, value: usd(70_00n) },
    });
  });

  it("shows every stage, an empty one too, with its value and the likely part of it", async () => {
    const stages = await dealStages(ctx, {});
    expect(stages.map(({ name, total }) => [name, total.count])).toEqual([
      ["Lead", 3],
      ["Qualified", 0],
      ["Proposal", 0],
      ["Negotiation", 0],
      ["Won", 4],
      ["Lost", 1],
    ]);
    expect(stages[0]).toMatchObject({
      total: { value: usd(10_05n), others: [{ currency: "EUR", amountMinor: 33_33n }] },
      weighted: { value: usd(1_01n), others: [{ currency: "EUR", amountMinor: 3_33n }] },
      valued: 2,
      likely: 0.3,
    });
    for (const { id, total } of stages) expect(await behind({ stage: id })).toBe(total.count);
  });

  it("ranks people by what they won in the workspace's own currency", async () => {
    const best = await leaders(ctx, { year: 2026 });
    expect(best).toMatchObject([
      { owner: { id: signed.memberId, name: "Darcel Schlecht" }, won: { count: 2, value: usd(300_00n) } },
      { owner: null, won: { count: 1, value: usd(50_01n) } },
    ]);
    for (const { owner, won } of best)
      expect(await behind({ owner: owner?.id ?? "none", kind: "won", closed: 2026 })).toBe(won.count);
  });

  it("counts the open deals on which nobody did anything", async () => {
    expect(await idleDeals(ctx, {})).toEqual({ open: 3, idle: 2 });
    expect(await behind({ kind: "open", activity: "none" })).toBe(2);
  });

  it("shows a viewer the same, and a stranger nothing of it", async () => {
    const viewer = (await signIn(signed.tenant, "viewer")).ctx;
    expect(await idleDeals(viewer, {})).toEqual({ open: 3, idle: 2 });
    const stranger = (await signedIn("owner")).ctx;
    expect(await closedDeals(stranger, {})).toEqual([]);
    expect(await leaders(stranger, {})).toEqual([]);
    expect(await idleDeals(stranger, {})).toEqual({ open: 0, idle: 0 });
    expect((await dealStages(stranger, {})).every(({ total }) => total.count === 0)).toBe(true);
  });

  it("refuses a year that is none", async () => {
    await expect(leaders(ctx, { year: 2026.5 })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("a time too long for quarters", () => {
  it("is drawn by years", () => {
    const total = (count: number) => ({ count, value: usd(BigInt(count)), others: [] });
    const closed = ["2019-Q1", "2019-Q3", "2023-Q2"].map((quarter) => ({
      quarter,
      won: total(2),
      lost: total(0),
    }));
    expect(periodsOf(closed, "USD")).toEqual([
      { name: "2019", won: total(4) },
      { name: "2023", won: total(2) },
    ]);
  });
});
