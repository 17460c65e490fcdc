import { beforeAll, describe, expect, it } from "vitest";
import { signedIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { listStages } from "@/lib/pipelines/queries";
import { createDeal, deleteDeals, moveDeal, restoreDeals, updateDeal } from "./commands";
import { getDeal, listDeals } from "./queries";
import { dealFields, dealList } from "./schema";

type Input = Parameters<typeof createDeal>[1];

let owner: Context;
let stages: Record<string, string>;
const nowhere = "00000000-0000-7000-8000-000000000000";

const stagesOf = async (ctx: Context) =>
  Object.fromEntries((await listStages(ctx, {})).map(({ name, id }) => [name, id]));
const stage = (name: string): string => stages[name] ?? nowhere;
const deal = (given: Partial<Input> = {}): Input => ({
  title: "GTX Basic for Isdom",
  stageId: stage("Lead"),
  currency: "USD",
  valueMinor: 55_000n,
  ...given,
});
const list = (params: Record<string, string> = {}) => parseListState(params, dealList);
const found = async (params: Record<string, string>, ctx = owner) =>
  (await listDeals(ctx, list(params))).rows.map((row) => row.title).sort();

beforeAll(async () => {
  owner = (await signedIn("owner")).ctx;
  stages = await stagesOf(owner);
});

describe("deals", () => {
  it("say at the field when a year was mistyped", async () => {
    for (const expectedCloseDate of ["0201-03-01", "20170-03-01", "2200-01-01"]) {
      await expect(createDeal(owner, deal({ expectedCloseDate }))).rejects.toMatchObject({
        code: "invalid",
        fields: { expectedCloseDate: [expect.any(String)] },
      });
    }
  });

  it("are created with their stage's probability, found, edited with an audit, deleted and restored", async () => {
    const { id } = await createDeal(owner, deal());
    expect(await getDeal(owner, { id })).toMatchObject({
      probability: 10,
      actualCloseDate: null,
      version: 1,
    });
    expect(await found({ q: "isdom gtx" })).toEqual(["GTX Basic for Isdom"]);

    await updateDeal(owner, { ...deal({ valueMinor: 60_000n, probability: 15 }), id, version: 1 });
    expect(await lastAudit(owner, id)).toMatchObject({
      action: "deal.updated",
      actorMemberId: owner.member?.id,
      changes: {
        before: { valueMinor: "55000", probability: 10 },
        after: { valueMinor: "60000", probability: 15 },
      },
    });

    await deleteDeals(owner, { ids: [id] });
    await expect(getDeal(owner, { id })).rejects.toMatchObject({ code: "not_found" });
    await restoreDeals(owner, { ids: [id] });
    expect(await getDeal(owner, { id })).toMatchObject({ valueMinor: 60_000n });
    await deleteDeals(owner, { ids: [id] });
  });

  it("refuse what is no deal, field by field", async () => {
    const bad = {
      ...deal({ title: " ", probability: 101, expectedCloseDate: "2017-02-30" }),
      currency: "usd",
    };
    await expect(createDeal(owner, bad)).rejects.toMatchObject({
      code: "invalid",
      fields: {
        title: ["A title is needed."],
        probability: ["Write a whole number from 0 to 100."],
        expectedCloseDate: ["Write the date as YYYY-MM-DD."],
        currency: ["Use a currency code, such as USD."],
      },
    });
    await expect(createDeal(owner, deal({ companyId: nowhere }))).rejects.toMatchObject({
      fields: { companyId: ["This company does not exist."] },
    });
    await expect(createDeal(owner, deal({ stageId: nowhere }))).rejects.toMatchObject({
      fields: { stageId: ["Choose a stage."] },
    });
  });

  it("tell a second editor what changed, by name, and keep what was there", async () => {
    const { id } = await createDeal(owner, deal({ title: "MG Special" }));
    await updateDeal(owner, {
      ...deal({ title: "MG Special", stageId: stage("Qualified") }),
      id,
      version: 1,
    });
    const late = updateDeal(owner, {
      ...deal({ title: "MG Special", valueMinor: 1n, probability: 25 }),
      id,
      version: 1,
    });
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      details: {
        version: 2,
        by: "Darcel Schlecht",
        fields: [
          { field: "stageId", label: "Stage", yoursText: "Lead", theirsText: "Qualified" },
          { field: "valueMinor", label: "Value", yoursText: "$0.01", theirsText: "$550.00" },
        ],
      },
    });
    expect(await getDeal(owner, { id })).toMatchObject({ valueMinor: 55_000n, probability: 25 });
    await deleteDeals(owner, { ids: [id] });
  });

  it("are seen by a viewer, who cannot change them, and sold but not deleted by a sales rep", async () => {
    const viewer = (await signedIn("viewer")).ctx;
    expect(await listDeals(viewer, list())).toMatchObject({ rows: [], total: 0 });
    await expect(createDeal(viewer, deal())).rejects.toMatchObject({
      code: "forbidden",
      message: /comes with: Owner, Admin, Manager, Sales rep/,
    });
    const rep = (await signedIn("sales_rep")).ctx;
    const { id } = await createDeal(rep, deal({ stageId: (await stagesOf(rep)).Lead ?? nowhere }));
    await expect(deleteDeals(rep, { ids: [id] })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of another tenant do not exist, and nothing of another tenant can be put on them", async () => {
    const { id } = await createDeal(owner, deal());
    const stranger = (await signedIn("owner")).ctx;
    const own = await stagesOf(stranger);
    for (const attempt of [
      (target: string) => getDeal(stranger, { id: target }),
      (target: string) => updateDeal(stranger, { ...deal({ stageId: own.Lead }), id: target, version: 1 }),
      (target: string) => moveDeal(stranger, { id: target, version: 1, stageId: own.Lead ?? nowhere }),
      (target: string) => deleteDeals(stranger, { ids: [target] }),
    ]) {
      const answers = await Promise.all(
        [id, nowhere].map((target) => attempt(target).catch((error) => JSON.stringify(error))),
      );
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).toContain("not_found");
    }
    await expect(createDeal(stranger, deal())).rejects.toMatchObject({
      fields: { stageId: ["Choose a stage."] },
    });
    const ownerId = owner.member?.id;
    await expect(createDeal(stranger, deal({ stageId: own.Lead, ownerId }))).rejects.toMatchObject({
      fields: { ownerId: ["This person does not exist."] },
    });
    await deleteDeals(owner, { ids: [id] });
  });

  it("are filtered by stage, kind, owner and the period in which they were closed", async () => {
    const { ctx } = await signedIn("owner");
    const own = await stagesOf(ctx);
    const make = (title: string, stageName: string, rest: Partial<Input> = {}) =>
      createDeal(
        ctx,
        dealFields.parse(deal({ title, stageId: own[stageName], lostReason: "Price", ...rest })),
      );
    await make("open", "Lead", { ownerId: ctx.member?.id });
    await make("won early", "Won", { actualCloseDate: "2017-03-31" });
    await make("won late", "Won", { actualCloseDate: "2017-04-01" });
    await make("lost", "Lost", { actualCloseDate: "2016-12-31" });
    expect(await found({ "f.kind": "won" }, ctx)).toEqual(["won early", "won late"]);
    expect(await found({ "f.kind": "won,lost" }, ctx)).toEqual(["lost", "won early", "won late"]);
    expect(await found({ "f.stage": own.Lost ?? "" }, ctx)).toEqual(["lost"]);
    expect(await found({ "f.closed": "2017-Q1" }, ctx)).toEqual(["won early"]);
    expect(await found({ "f.closed": "2016,2017-04" }, ctx)).toEqual(["lost", "won late"]);
    expect(await found({ "f.owner": ctx.member?.id ?? "" }, ctx)).toEqual(["open"]);
    expect(await found({ "f.owner": "none", "f.kind": "won" }, ctx)).toHaveLength(2);
    expect(await found({ "f.activity": "none" }, ctx)).toHaveLength(4);
    expect(await found({ "f.activity": "some" }, ctx)).toEqual([]);
    for (const nonsense of [
      "f.stage",
      "f.kind",
      "f.owner",
      "f.company",
      "f.contact",
      "f.closed",
      "f.activity",
    ])
      expect(await found({ [nonsense]: "'; drop" }, ctx)).toEqual([]);
  });
});
