import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, makeContact, makeDeal, type Signed, share } from "@/db/factories";
import { contextOf } from "@/lib/kernel/context";
import { decodeCursor } from "@/lib/lists/cursor";
import { parseListState } from "@/lib/lists/state";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import { listStageDeals, listStageTotals } from "./board";
import { createDeal, deleteDeals, moveDeal, restoreDeals, updateDeal } from "./commands";
import { addDealPerson, removeDealPerson } from "./people";
import { getCloseRange, getDeal, listDealPeople, listDeals } from "./queries";
import { dealList } from "./schema";
import { searchDeals } from "./search";

let world: Awaited<ReturnType<typeof workspaceOf>>;
let rep: Signed;
const of: Record<string, string> = {};

const list = (params: Record<string, string> = {}) => parseListState(params, dealList);
const titles = async ({ ctx }: Signed, params: Record<string, string> = {}) =>
  (await listDeals(ctx, list(params))).rows.map(({ title }) => title).sort();
const stage = (name: string): string => world.stages.find((each) => each.name === name)?.id ?? "";
const edit = (given: object = {}) => ({ title: "Mine", stageId: stage("Lead"), currency: "USD", ...given });

beforeAll(async () => {
  world = await workspaceOf();
  rep = await world.let(ofOwn("deal"), ofOwn("company"));
  const { owner, ownerId } = world;
  of.company = (await makeCompany(owner, { name: "Hanami Supply", ownerId })).id;
  of.own = (await makeCompany(owner, { name: "Fjordlys", ownerId: rep.memberId })).id;
  const theirs = { ownerId, valueMinor: 700_000n };
  of.theirs = (await makeDeal(owner, { ...theirs, title: "Theirs", companyId: of.own })).id;
  of.mine = (
    await makeDeal(owner, {
      title: "Mine",
      ownerId: rep.memberId,
      valueMinor: 300_000n,
      companyId: of.company,
    })
  ).id;
  of.won = (
    await makeDeal(owner, {
      ...theirs,
      title: "Won by them",
      stageId: stage("Won"),
      actualCloseDate: "2017-03-01",
    })
  ).id;
});

describe("deals of whoever may read only their own", () => {
  it("are those alone: in the list, by every filter, on the board, in the picker and the periods", async () => {
    expect(await titles(rep)).toEqual(["Mine"]);
    expect((await listDeals(rep.ctx, list())).total).toBe(1);
    expect(await titles(rep, { q: "theirs" })).toEqual([]);
    expect(await titles(rep, { "f.kind": "won" })).toEqual([]);
    expect(await titles(rep, { "f.owner": world.ownerId })).toEqual([]);
    expect(await titles(rep, { "f.company": of.own ?? "" })).toEqual([]);
    expect(await listStageTotals(rep.ctx, {})).toMatchObject([{ count: 1, sumMinor: 300_000n }]);
    expect(await listStageDeals(rep.ctx, { stageId: stage("Lead") })).toMatchObject([{ title: "Mine" }]);
    expect(await searchDeals(rep.ctx, {})).toEqual([{ id: of.mine, label: "Mine" }]);
    expect(await searchDeals(rep.ctx, { ids: [of.theirs ?? ""] })).toEqual([]);
    expect(await getCloseRange(rep.ctx, {})).toEqual({ first: null, last: null });
    await expect(getDeal(rep.ctx, { id: of.theirs ?? "" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("do not name a company that they may not read, nor find by it", async () => {
    const [row] = (await listDeals(rep.ctx, list())).rows;
    expect(row).toMatchObject({ company: null, hidden: ["companyId"] });
    expect(await getDeal(rep.ctx, { id: of.mine ?? "" })).toMatchObject({
      company: null,
      companyId: null,
      hidden: ["companyId"],
      standing: { update: null, delete: null },
    });
    expect(await titles(rep, { "f.company": of.company ?? "" })).toEqual([]);
  });

  it("are the ones to edit, move and delete; others are not there", async () => {
    const { ctx } = rep;
    const gone = { code: "not_found" };
    const id = of.theirs ?? "";
    await expect(updateDeal(ctx, { ...edit(), id, version: 1 })).rejects.toMatchObject(gone);
    await expect(moveDeal(ctx, { id, version: 1, stageId: stage("Won") })).rejects.toMatchObject(gone);
    await expect(deleteDeals(ctx, { ids: [id] })).rejects.toMatchObject(gone);
    expect(await deleteDeals(ctx, { ids: [id, of.mine ?? ""] })).toEqual({ ids: [of.mine] });
    await restoreDeals(ctx, { ids: [id, of.mine ?? ""] });
    expect(await getDeal(world.owner, { id })).toMatchObject({ title: "Theirs", version: 1 });
  });

  it("keep the company that their editor does not see, and take no other one that they may not read", async () => {
    const { ctx } = rep;
    const { version } = await getDeal(ctx, { id: of.mine ?? "" });
    const values = { ...edit({ valueMinor: 310_000n, ownerId: rep.memberId }), id: of.mine ?? "", version };
    const saved = await updateDeal(ctx, { ...values, companyId: null });
    expect(await getDeal(world.owner, { id: values.id })).toMatchObject({ companyId: of.company });
    await expect(
      updateDeal(ctx, { ...values, version: saved.version, companyId: of.company }),
    ).rejects.toMatchObject({ code: "invalid", fields: { companyId: ["This company does not exist."] } });
    await updateDeal(ctx, { ...values, version: saved.version, companyId: of.own });
    await updateDeal(world.owner, { ...values, version: saved.version + 1, companyId: of.company });
  });

  it("are theirs when they make them, and nobody else's; and can be handed over", async () => {
    const { ctx, memberId } = rep;
    const { id } = await createDeal(ctx, edit({ title: "Handed over" }));
    expect(await getDeal(ctx, { id })).toMatchObject({ ownerId: memberId });
    await expect(createDeal(ctx, edit({ ownerId: world.ownerId }))).rejects.toMatchObject({
      code: "forbidden",
      message: "You may add only your own (deal:create): choose yourself as “Owner”.",
    });
    await updateDeal(ctx, { ...edit({ title: "Handed over", ownerId: world.ownerId }), id, version: 1 });
    await expect(getDeal(ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("are joined by one that was shared", async () => {
    const shared = await world.let(ofOwn("deal"));
    expect(await titles(shared)).toEqual([]);
    await share(world.owner, { memberId: shared.memberId, resourceType: "deal", resourceId: of.won ?? "" });
    const ctx = await contextOf(shared.headers);
    expect((await listDeals(ctx, list())).rows.map(({ title }) => title)).toEqual(["Won by them"]);
    await expect(deleteDeals(ctx, { ids: [of.won ?? ""] })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("deals that may be read and not changed", () => {
  it("say so one by one, and in a deletion of many by their names, with nothing deleted", async () => {
    const { ctx, memberId } = await world.let(ofAll("deal", ["read"]), ofOwn("deal", ["update", "delete"]));
    const { id } = await makeDeal(world.owner, { title: "Ours", ownerId: memberId });
    expect((await getDeal(ctx, { id })).standing).toMatchObject({ update: null, delete: null });
    expect((await getDeal(ctx, { id: of.theirs ?? "" })).standing).toMatchObject({
      update: expect.stringContaining("not with this one"),
      delete: expect.stringContaining("not with this one"),
    });
    const cards = await listStageDeals(ctx, { stageId: stage("Lead") });
    expect(cards.find((card) => card.id === id)?.cannotMove).toBeNull();
    expect(cards.find((card) => card.id === of.theirs)?.cannotMove).toContain("not with this one");
    await expect(updateDeal(ctx, { ...edit(), id: of.theirs ?? "", version: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(deleteDeals(ctx, { ids: [id, of.theirs ?? ""] })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("1 of these 2 (deal:delete): “Theirs”."),
    });
    expect((await getDeal(ctx, { id })).version).toBe(1);
  });

  it("cannot be brought to where they could not be edited any more", async () => {
    const small = { op: "lte", attr: "record.valueMinor", value: 1_000_000 } as const;
    const { ctx } = await world.let(ofAll("deal", ["read"]), [
      { permission: "deal:update", condition: small },
    ]);
    const { id } = await makeDeal(world.owner, { title: "Small", valueMinor: 500_000n });
    const values = { ...edit({ title: "Small" }), id, version: 1 };
    await expect(updateDeal(ctx, { ...values, valueMinor: 2_000_000n })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("After this change you could not edit it any more"),
    });
    await updateDeal(ctx, { ...values, valueMinor: 900_000n });
  });
});

describe("a field that is hidden", () => {
  let blind: Signed;
  beforeAll(async () => {
    blind = await world.let(ofAll("deal"), ofAll("company"), hiding("deal:read", "valueMinor"));
  });

  it("is in no row, no card, no sum, and in no order or cursor", async () => {
    const { rows, note } = await listDeals(blind.ctx, list({ sort: "-value" }));
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) expect(row).toMatchObject({ valueMinor: null, hidden: ["valueMinor"] });
    expect(note).toBe("Not sorted by Value: it is hidden from you in some deals. The newest come first.");
    expect(rows.map(({ id }) => id)).toEqual(
      rows
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect(await getDeal(blind.ctx, { id: of.mine ?? "" })).toMatchObject({
      valueMinor: null,
      currency: "USD",
      hidden: ["valueMinor"],
    });
    const [card] = await listStageDeals(blind.ctx, { stageId: stage("Lead") });
    expect(card).toMatchObject({ valueMinor: null, hidden: ["valueMinor"] });
    for (const total of await listStageTotals(blind.ctx, {}))
      expect(total).toMatchObject({ sumMinor: 0n, weightedMinor: 0n });
  });

  it("is not told by the place where a page ends", async () => {
    const { ctx } = await world.let(ofOwn("deal"), hiding("deal:read", "valueMinor"));
    const ownerId = ctx.member?.id;
    for (let number = 0; number < 51; number += 1)
      await makeDeal(world.owner, { title: `Deal ${number}`, ownerId, valueMinor: BigInt(number) });
    const { next, rows } = await listDeals(ctx, list({ sort: "-value" }));
    const cursor = decodeCursor("value", next ?? "");
    expect(cursor?.value).toBe(rows.at(-1)?.id);
    const page = await listDeals(ctx, list({ sort: "-value", after: next ?? "" }));
    expect(page.rows).toHaveLength(1);
  });

  it("stays as it is when somebody edits the rest, and takes no value from them", async () => {
    const { id } = await makeDeal(world.owner, { title: "Sealed", valueMinor: 123_400n });
    const values = { ...edit({ title: "Sealed again" }), id, version: 1 };
    await updateDeal(blind.ctx, { ...values, valueMinor: null });
    expect(await getDeal(world.owner, { id })).toMatchObject({ title: "Sealed again", valueMinor: 123_400n });
    for (const valueMinor of [123_400n, 99n])
      await expect(updateDeal(blind.ctx, { ...values, version: 2, valueMinor })).rejects.toMatchObject({
        code: "forbidden",
        message: "Value: hidden from you here, so you cannot change it. Nothing was saved.",
      });
  });

  it("is not told to the second of two who edit at once", async () => {
    const { id } = await makeDeal(world.owner, { title: "Contested", valueMinor: 123_400n });
    const values = { ...edit({ title: "Contested" }), id, version: 1 };
    await updateDeal(world.owner, { ...values, title: "Changed", valueMinor: 777_700n });
    const refused = await updateDeal(blind.ctx, { ...values, dealSource: "Fair" }).catch((error) => error);
    expect(refused).toMatchObject({ code: "conflict" });
    expect(refused.details.fields.map(({ field }: { field: string }) => field)).not.toContain("valueMinor");
    expect(refused.details.fields.map(({ field }: { field: string }) => field)).toContain("title");
  });

  it("sums where it may be read, deal by deal", async () => {
    const { ctx, memberId } = await world.let(ofAll("deal", ["read"]), [
      { permission: "deal:read", effect: "deny", fields: ["valueMinor"], condition: notMine },
    ]);
    await makeDeal(world.owner, { title: "Half open", ownerId: memberId, valueMinor: 42_000n });
    const totals = await listStageTotals(ctx, {});
    const lead = totals.find(({ stageId }) => stageId === stage("Lead"));
    expect(lead?.sumMinor).toBe(42_000n);
    expect(lead?.count).toBeGreaterThan(50);
    const shown = (await listDeals(ctx, list({ q: "half" }))).rows[0];
    expect(shown).toMatchObject({ valueMinor: 42_000n, hidden: [] });
  });
});

const notMine = {
  op: "or",
  of: [
    { op: "ne", attr: "record.ownerId", value: { var: "member.id" } },
    { op: "not", of: { op: "exists", attr: "record.ownerId" } },
  ],
} as const;

describe("a field that is fixed", () => {
  it("is refused by its name, and changes with the stage all the same", async () => {
    const { ctx } = await world.let(ofAll("deal"), hiding("deal:update", "probability", "valueMinor"));
    const { id } = await makeDeal(world.owner, { title: "Fixed", valueMinor: 5_000n });
    const values = { ...edit({ title: "Fixed", valueMinor: 5_000n }), id, version: 1 };
    expect((await getDeal(ctx, { id })).standing.locked).toMatchObject({
      probability: expect.any(String),
      valueMinor: expect.any(String),
    });
    await expect(updateDeal(ctx, { ...values, valueMinor: 6_000n })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Value"),
    });
    await expect(
      moveDeal(ctx, { id, version: 1, stageId: stage("Won"), probability: 50 }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await moveDeal(ctx, { id, version: 1, stageId: stage("Won"), actualCloseDate: "2017-03-01" });
    expect(await getDeal(ctx, { id })).toMatchObject({ probability: 100, valueMinor: 5_000n });
  });
});

describe("the people on a deal", () => {
  it("are those whom the member may see, and no other is put on it or taken off", async () => {
    const { ctx, memberId } = await world.let(ofAll("deal"), ofOwn("contact"));
    const { id } = await makeDeal(world.owner, { title: "With people" });
    const [seen, unseen] = await Promise.all([
      makeContact(world.owner, { firstName: "Maren", ownerId: memberId }),
      makeContact(world.owner, { firstName: "Ivar", ownerId: world.ownerId }),
    ]);
    for (const contact of [seen, unseen])
      await addDealPerson(world.owner, { dealId: id, contactId: contact.id, role: "user" });
    expect(await listDealPeople(ctx, { dealId: id })).toMatchObject([{ contactId: seen.id }]);
    const other = { dealId: id, contactId: unseen.id };
    await expect(removeDealPerson(ctx, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(addDealPerson(ctx, { ...other, role: "user" })).rejects.toMatchObject({ code: "invalid" });
    expect(await listDealPeople(rep.ctx, { dealId: id })).toEqual([]);
  });
});
