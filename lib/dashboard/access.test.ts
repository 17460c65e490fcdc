import { beforeAll, describe, expect, it } from "vitest";
import { makeActivity, makeDeal, type Signed } from "@/db/factories";
import { deals } from "@/db/schema/tenant";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { parseListState } from "@/lib/lists/state";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import { closedDeals, dealStages, idleDeals, leaders } from "./queries";

let world: Awaited<ReturnType<typeof workspaceOf>>;
let rep: Signed;
const stage = (name: string): string => world.stages.find((each) => each.name === name)?.id ?? "";

beforeAll(async () => {
  world = await workspaceOf();
  rep = await world.let(ofOwn("deal"));
  const closed = { stageId: stage("Won"), actualCloseDate: "2017-03-01" };
  for (const [ownerId, valueMinor] of [
    [rep.memberId, 300_000n],
    [world.ownerId, 700_000n],
  ] as const) {
    await makeDeal(world.owner, { ...closed, ownerId, valueMinor });
    const { id } = await makeDeal(world.owner, { ownerId, valueMinor, probability: 50 });
    await makeActivity(world.owner, { dealId: id, assigneeId: world.ownerId });
  }
});

describe("the dashboard", () => {
  it("adds up the deals that the member may read, and no others", async () => {
    const [quarter] = await closedDeals(rep.ctx, {});
    expect(quarter).toMatchObject({
      quarter: "2017-Q1",
      won: { count: 1, value: { amountMinor: 300_000n } },
    });
    const stages = await dealStages(rep.ctx, {});
    const [first] = stages;
    expect(first).toMatchObject({
      total: { count: 1, value: { amountMinor: 300_000n } },
      weighted: { value: { amountMinor: 150_000n } },
      valued: 1,
      likely: 0.5,
    });
    expect((await leaders(rep.ctx, { year: 2017 })).map(({ owner }) => owner?.id)).toEqual([rep.memberId]);
    const total = stages.reduce((sum, each) => sum + each.total.count, 0);
    expect((await listDeals(rep.ctx, parseListState({}, dealList))).total).toBe(total);
  });

  it("calls a deal idle whose activities the member may not read, as the list behind it does", async () => {
    const { ctx } = await world.let(ofAll("deal"), ofOwn("activity"));
    expect(await idleDeals(ctx, {})).toEqual({ open: 2, idle: 2 });
    const list = parseListState({ "f.kind": "open", "f.activity": "none" }, dealList);
    expect((await listDeals(ctx, list)).total).toBe(2);
    expect(await idleDeals(world.owner, {})).toEqual({ open: 2, idle: 0 });
  });

  it("counts deals whose value, day or owner is hidden, without them", async () => {
    const { ctx } = await world.let(
      ofAll("deal"),
      hiding("deal:read", "valueMinor", "actualCloseDate", "ownerId", "probability"),
    );
    expect(await closedDeals(ctx, {})).toMatchObject([
      { quarter: null, won: { count: 2, value: { amountMinor: 0n } } },
    ]);
    expect((await dealStages(ctx, {}))[0]).toMatchObject({
      total: { count: 2, value: { amountMinor: 0n } },
      weighted: { value: { amountMinor: 0n } },
      valued: 0,
      likely: 0,
    });
    expect(await leaders(ctx, { year: null })).toEqual([]);
    expect(await leaders(ctx, { year: 2017 })).toEqual([]);
  });

  it("shows nothing by stages that are hidden", async () => {
    const { ctx } = await world.let(ofAll("deal"), hiding("deal:read", "stageId"));
    expect(await closedDeals(ctx, {})).toEqual([]);
    for (const { total } of await dealStages(ctx, {})) expect(total.count).toBe(0);
    expect(await idleDeals(ctx, {})).toEqual({ open: 0, idle: 0 });
  });

  it("asks nothing more for who may read everything", () => {
    expect(world.owner.where("deal:read", deals)).toBeUndefined();
    expect(world.owner.access.fields("deal:read").limited).toBe(false);
  });
});
