import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, signedIn } from "@/db/factories";
import type { Context } from "@/lib/kernel";
import { createCompany, deleteCompanies, updateCompany } from "./commands";
import { getCompany } from "./queries";

let owner: Context;
beforeAll(async () => {
  owner = (await signedIn("owner")).ctx;
});

const setParent = (id: string, name: string, parentCompanyId: string, version = 1) =>
  updateCompany(owner, { id, name, parentCompanyId, version });

describe("the parent of a company", () => {
  it("is none of its own subsidiaries, however far down", async () => {
    const top = await makeCompany(owner, { name: "Acme Corporation" });
    const middle = await makeCompany(owner, { name: "Inity", parentCompanyId: top.id });
    const bottom = await makeCompany(owner, { name: "Zotware", parentCompanyId: middle.id });
    await expect(setParent(top.id, "Acme Corporation", bottom.id)).rejects.toMatchObject({
      code: "invalid",
      fields: {
        parentCompanyId: ["Zotware belongs to Acme Corporation itself, so it cannot be its parent."],
      },
    });
    await expect(setParent(top.id, "Acme Corporation", top.id)).rejects.toMatchObject({
      fields: { parentCompanyId: ["A company cannot be its own parent."] },
    });
    expect(await getCompany(owner, { id: top.id })).toMatchObject({ parent: null, version: 1 });
  });

  it("is not a company that was deleted; and a parent deleted later is shown no more", async () => {
    const parent = await makeCompany(owner);
    const child = await makeCompany(owner, { parentCompanyId: parent.id });
    await deleteCompanies(owner, { ids: [parent.id] });
    expect(await getCompany(owner, { id: child.id })).toMatchObject({ parentCompanyId: null, parent: null });
    await expect(createCompany(owner, { name: "Late", parentCompanyId: parent.id })).rejects.toMatchObject({
      fields: { parentCompanyId: [/was deleted/] },
    });
  });

  it("never closes a circle, even when two people close its halves at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = await Promise.all([makeCompany(owner), makeCompany(owner)]);
      const outcomes = await Promise.allSettled([setParent(a.id, "A", b.id), setParent(b.id, "B", a.id)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = outcomes.find((outcome) => outcome.status === "rejected");
      expect(refused?.reason).toMatchObject({ code: "invalid" });
    }
  });
});
