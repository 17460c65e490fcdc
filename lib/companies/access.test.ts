import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, makeContact, makeDeal, type Signed } from "@/db/factories";
import { listContacts } from "@/lib/contacts/queries";
import { contactList } from "@/lib/contacts/schema";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { parseListState } from "@/lib/lists/state";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import { createCompany, deleteCompanies, updateCompany } from "./commands";
import { getCompany, getCompanyTotals, listCompanies, searchCompanies, searchCompanyValues } from "./queries";
import { companyList } from "./schema";

let world: Awaited<ReturnType<typeof workspaceOf>>;
let rep: Signed;
let mine: string;
let theirs: string;
let shared: string;

const list = (params: Record<string, string> = {}) => parseListState(params, companyList);
const names = async ({ ctx }: Signed, params: Record<string, string> = {}) =>
  (await listCompanies(ctx, list(params))).rows.map(({ name }) => name).sort();

beforeAll(async () => {
  world = await workspaceOf();
  const { owner, ownerId } = world;
  rep = await world.let(ofOwn("company"), ofOwn("deal"), ofOwn("contact"));
  const parent = { name: "Hanami Holding", industry: "retail", country: "Japan", ownerId };
  theirs = (await makeCompany(owner, parent)).id;
  mine = (
    await makeCompany(owner, {
      name: "Hanami Supply",
      industry: "logistics",
      country: "Norway",
      ownerId: rep.memberId,
      parentCompanyId: theirs,
      annualRevenueMinor: 5_000_000n,
    })
  ).id;
  shared = mine;
  for (const [own, valueMinor] of [
    [rep.memberId, 100_000n],
    [ownerId, 900_000n],
  ] as const)
    await makeDeal(owner, { title: `Deal of ${own}`, companyId: mine, ownerId: own, valueMinor });
  await makeContact(owner, { firstName: "Maren", companyId: mine, ownerId: rep.memberId });
  await makeContact(owner, { firstName: "Ivar", companyId: mine, ownerId });
});

describe("companies of whoever may read only their own", () => {
  it("are those alone: in the list, by filters, in the picker and in what filters offer", async () => {
    expect(await names(rep)).toEqual(["Hanami Supply"]);
    expect(await names(rep, { q: "hanami" })).toEqual(["Hanami Supply"]);
    expect(await names(rep, { "f.parent": theirs })).toEqual([]);
    expect((await searchCompanies(rep.ctx, { q: "hanami" })).map(({ label }) => label)).toEqual([
      "Hanami Supply",
    ]);
    expect(await searchCompanyValues(rep.ctx, { field: "country" })).toEqual(["Norway"]);
    await expect(getCompany(rep.ctx, { id: theirs })).rejects.toMatchObject({ code: "not_found" });
  });

  it("do not name their parent, and keep it when they are edited", async () => {
    expect(await getCompany(rep.ctx, { id: mine })).toMatchObject({
      parent: null,
      parentCompanyId: null,
      hidden: ["parentCompanyId"],
    });
    const values = { id: mine, version: 1, name: "Hanami Supply", ownerId: rep.memberId };
    await updateCompany(rep.ctx, { ...values, country: "Norway", city: "Bergen" });
    expect(await getCompany(world.owner, { id: mine })).toMatchObject({
      parentCompanyId: theirs,
      city: "Bergen",
    });
    await expect(
      updateCompany(rep.ctx, { ...values, version: 2, parentCompanyId: theirs }),
    ).rejects.toMatchObject({ code: "invalid", fields: { parentCompanyId: [expect.any(String)] } });
    await expect(createCompany(rep.ctx, { name: "Below", parentCompanyId: theirs })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(deleteCompanies(rep.ctx, { ids: [theirs] })).rejects.toMatchObject({ code: "not_found" });
  });

  it("add up the deals that may be read, and show no others beside them", async () => {
    expect(await getCompanyTotals(rep.ctx, { id: shared })).toMatchObject([
      { kind: "open", deals: 1, amountMinor: 100_000n },
    ]);
    expect(await getCompanyTotals(rep.ctx, { id: theirs })).toEqual([]);
    const deals = await listDeals(rep.ctx, parseListState({ "f.company": mine }, dealList));
    expect(deals.total).toBe(1);
    const contacts = await listContacts(rep.ctx, parseListState({ "f.company": mine }, contactList));
    expect(contacts.rows.map(({ name }) => name)).toEqual([expect.stringMatching(/^Maren/)]);
  });
});

describe("hidden fields of companies", () => {
  it("are in no row, no filter's offer, no hint, and no word that finds them", async () => {
    const blind = await world.let(
      ofAll("company"),
      hiding("company:read", "industry", "country", "annualRevenueMinor"),
    );
    const { rows } = await listCompanies(blind.ctx, list({ sort: "-revenue" }));
    for (const row of rows)
      expect(row).toMatchObject({ industry: null, country: null, annualRevenueMinor: null });
    expect(await searchCompanyValues(blind.ctx, { field: "industry" })).toEqual([]);
    expect(await names(blind, { "f.industry": "retail" })).toEqual([]);
    expect(await names(blind, { q: "japan" })).toEqual([]);
    expect(await names(blind, { q: "hanami hold" })).toEqual(["Hanami Holding"]);
    expect(await searchCompanies(blind.ctx, { q: "holding" })).toEqual([
      { id: theirs, label: "Hanami Holding" },
    ]);
    expect((await searchCompanies(blind.ctx, { q: "supply" }))[0]?.hint).toBe("Bergen");
  });
});
