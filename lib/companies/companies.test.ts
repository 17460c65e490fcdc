import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, signedIn, signIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { createCompany, deleteCompanies, restoreCompanies, updateCompany } from "./commands";
import { getCompany, getCompanyTotals, listCompanies, searchCompanies, searchCompanyValues } from "./queries";
import { companyList } from "./schema";

const golddex = { name: "Golddex", domain: "golddex.example", industry: "finance", country: "United States" };
const list = (params: Record<string, string> = {}) => parseListState(params, companyList);
const nowhere = "00000000-0000-7000-8000-000000000000";

let tenant: Awaited<ReturnType<typeof signedIn>>["tenant"];
let owner: Context;
beforeAll(async () => {
  const signed = await signedIn("owner");
  tenant = signed.tenant;
  owner = signed.ctx;
});

describe("companies", () => {
  it("are created, found, edited with an audit of what changed, deleted and restored", async () => {
    const { id } = await createCompany(owner, {
      ...golddex,
      domain: "https://www.Golddex.example/about",
      annualRevenueMinor: 5_210n,
    });
    expect(await getCompany(owner, { id })).toMatchObject({
      domain: "golddex.example",
      annualRevenueMinor: 5_210n,
      revenueCurrency: "USD",
      version: 1,
    });
    expect((await listCompanies(owner, list({ q: "goldd" }))).rows.map((row) => row.id)).toEqual([id]);

    await updateCompany(owner, { ...golddex, id, version: 1, industry: "banking" });
    expect(await lastAudit(owner)).toMatchObject({
      action: "company.updated",
      resourceId: id,
      changes: {
        before: { industry: "finance", annualRevenueMinor: "5210", revenueCurrency: "USD" },
        after: { industry: "banking", annualRevenueMinor: null, revenueCurrency: null },
      },
    });

    await deleteCompanies(owner, { ids: [id] });
    await expect(getCompany(owner, { id })).rejects.toMatchObject({ code: "not_found" });
    await restoreCompanies(owner, { ids: [id] });
    expect(await getCompany(owner, { id })).toMatchObject({ name: "Golddex", industry: "banking" });
  });

  it("tell a second editor what changed, with names in place of ids", async () => {
    const parent = await makeCompany(owner, { name: "Bubba Gump" });
    const { id } = await makeCompany(owner, golddex);
    await updateCompany(owner, { ...golddex, id, version: 1, parentCompanyId: parent.id });
    const late = updateCompany(owner, { ...golddex, id, version: 1, ownerId: owner.member?.id });
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      details: {
        version: 2,
        by: "Darcel Schlecht",
        fields: [
          { field: "parentCompanyId", yours: null, theirs: parent.id, theirsText: "Bubba Gump" },
          { field: "ownerId", yours: owner.member?.id, theirs: null, yoursText: "Darcel Schlecht" },
        ],
      },
    });
  });

  it("say at the field what is wrong with it", async () => {
    const bad = { ...golddex, name: " ", domain: "not a domain", yearFounded: 2500, employeeCount: 1.5 };
    await expect(createCompany(owner, bad)).rejects.toMatchObject({
      code: "invalid",
      fields: {
        name: ["A name is needed."],
        domain: [/reads like company.com/],
        yearFounded: ["Use 2200 or less."],
        employeeCount: ["Write a whole number."],
      },
    });
    const stranger = { ...golddex, ownerId: nowhere };
    await expect(createCompany(owner, stranger)).rejects.toMatchObject({
      fields: { ownerId: ["This person is not in the workspace."] },
    });
  });

  it("are filtered by industry, country, owner and parent, and offer what there is to choose", async () => {
    const { ctx } = await signedIn("owner");
    const parent = await makeCompany(ctx, {
      name: "Massive Dynamic",
      industry: "Food, drink",
      country: "Kenya",
    });
    const child = await makeCompany(ctx, {
      name: "Betatech",
      ownerId: ctx.member?.id,
      parentCompanyId: parent.id,
      industry: "médical",
    });
    const found = async (params: Record<string, string>) =>
      (await listCompanies(ctx, list(params))).rows.map((row) => row.name);
    expect(await found({ "f.industry": encodeURIComponent("Food, drink") })).toEqual(["Massive Dynamic"]);
    expect(await found({ "f.country": "Kenya" })).toEqual(["Massive Dynamic"]);
    expect(await found({ "f.owner": ctx.member?.id ?? "" })).toEqual(["Betatech"]);
    expect(await found({ "f.owner": "none" })).toEqual(["Massive Dynamic"]);
    expect(await found({ "f.parent": parent.id })).toEqual(["Betatech"]);
    expect(await found({ "f.parent": "not an id" })).toEqual([]);
    expect(await searchCompanyValues(ctx, { field: "industry", q: "medical" })).toEqual(["médical"]);
    expect(await searchCompanies(ctx, { q: "beta" })).toEqual([
      { id: child.id, label: "Betatech", hint: "médical, United States" },
    ]);
    expect(await searchCompanies(ctx, { ids: [parent.id] })).toMatchObject([{ label: "Massive Dynamic" }]);
    expect(await getCompanyTotals(ctx, { id: parent.id })).toEqual([]);
  });

  it("are not changed by a viewer, and not deleted by a sales rep", async () => {
    const { id } = await makeCompany(owner, golddex);
    const { ctx: viewer } = await signIn(tenant, "viewer");
    expect(await getCompany(viewer, { id })).toMatchObject({ name: "Golddex" });
    await expect(updateCompany(viewer, { ...golddex, id, version: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
    const { ctx: rep } = await signIn(tenant, "sales_rep");
    await expect(deleteCompanies(rep, { ids: [id] })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of another tenant do not exist", async () => {
    const { id } = await makeCompany(owner, golddex);
    const stranger = (await signedIn("owner")).ctx;
    for (const attempt of [
      (target: string) => getCompany(stranger, { id: target }),
      (target: string) => updateCompany(stranger, { ...golddex, id: target, version: 1 }),
      (target: string) => createCompany(stranger, { ...golddex, parentCompanyId: target }),
      (target: string) => createCompany(stranger, { ...golddex, ownerId: target }),
      (target: string) => deleteCompanies(stranger, { ids: [target] }),
      (target: string) => searchCompanies(stranger, { ids: [target] }),
      (target: string) => listCompanies(stranger, list({ "f.parent": target })),
    ]) {
      const answers = await Promise.all(
        [id, nowhere].map((target) =>
          attempt(target).then(JSON.stringify, (error: unknown) => JSON.stringify(error)),
        ),
      );
      expect(answers[0]).toBe(answers[1]);
    }
    expect(await getCompany(owner, { id })).toMatchObject({ version: 1 });
  });
});
