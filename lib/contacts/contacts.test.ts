import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, makeContact, signedIn, signIn } from "@/db/factories";
import { lastAudit } from "@/db/factories/audit";
import { deleteCompanies } from "@/lib/companies/commands";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { createContact, deleteContacts, restoreContacts, updateContact } from "./commands";
import { getContact, listContacts, searchContacts, searchTags } from "./queries";
import { contactList } from "./schema";

const amara = { firstName: "Amara", lastName: "Abbott", email: "Amara.Abbott@acme.example", tags: ["buyer"] };
const list = (params: Record<string, string> = {}) => parseListState(params, contactList);
const nowhere = "00000000-0000-7000-8000-000000000000";

let tenant: Awaited<ReturnType<typeof signedIn>>["tenant"];
let owner: Context;
beforeAll(async () => {
  const signed = await signedIn("owner");
  tenant = signed.tenant;
  owner = signed.ctx;
});

describe("contacts", () => {
  it("are created, found, edited with an audit of what changed, deleted and restored", async () => {
    const { id } = await createContact(owner, { ...amara, tags: ["buyer", "buyer"] });
    expect(await getContact(owner, { id })).toMatchObject({
      name: "Amara Abbott",
      tags: ["buyer"],
      version: 1,
    });
    expect((await listContacts(owner, list({ q: "abbo amara" }))).rows.map((row) => row.id)).toEqual([id]);

    await updateContact(owner, { ...amara, id, version: 1, tags: ["buyer", "vip"] });
    expect(await lastAudit(owner)).toMatchObject({
      action: "contact.updated",
      resourceId: id,
      changes: { before: { tags: ["buyer"] }, after: { tags: ["buyer", "vip"] } },
    });

    await deleteContacts(owner, { ids: [id] });
    await expect(getContact(owner, { id })).rejects.toMatchObject({ code: "not_found" });
    await restoreContacts(owner, { ids: [id] });
    expect(await getContact(owner, { id })).toMatchObject({ tags: ["buyer", "vip"] });
  });

  it("tell a second editor what changed, with names in place of ids", async () => {
    const company = await makeCompany(owner, { name: "Isdom" });
    const { id } = await makeContact(owner, amara);
    await updateContact(owner, { ...amara, id, version: 1, companyId: company.id });
    await expect(updateContact(owner, { ...amara, id, version: 1, title: "CFO" })).rejects.toMatchObject({
      code: "conflict",
      details: {
        fields: [
          { field: "title", yours: "CFO", theirs: null },
          { field: "companyId", yours: null, theirs: company.id, theirsText: "Isdom" },
        ],
      },
    });
  });

  it("say at the field what is wrong with it", async () => {
    const bad = { ...amara, firstName: "", email: "amara at acme", tags: ["a,b"] };
    await expect(createContact(owner, bad)).rejects.toMatchObject({
      code: "invalid",
      fields: {
        firstName: ["A first name is needed."],
        email: [/reads like name@company.com/],
        "tags.0": ["A tag holds no comma."],
      },
    });
  });

  it("are filtered by company, owner and tag, and sorted by last name", async () => {
    const { ctx } = await signedIn("owner");
    const company = await makeCompany(ctx, { name: "Isdom" });
    await makeContact(ctx, { firstName: "Zoe", lastName: "Åkesson", companyId: company.id, tags: ["vip"] });
    await makeContact(ctx, {
      firstName: "Bruno",
      lastName: "Bianchi",
      ownerId: ctx.member?.id,
      title: "CFO",
    });
    const found = async (params: Record<string, string>) =>
      (await listContacts(ctx, list(params))).rows.map((row) => row.name);
    expect(await found({})).toEqual(["Zoe Åkesson", "Bruno Bianchi"]);
    expect(await found({ "f.company": company.id })).toEqual(["Zoe Åkesson"]);
    expect(await found({ "f.company": "none" })).toEqual(["Bruno Bianchi"]);
    expect(await found({ "f.owner": ctx.member?.id ?? "" })).toEqual(["Bruno Bianchi"]);
    expect(await found({ "f.tag": "vip,other" })).toEqual(["Zoe Åkesson"]);
    expect(await searchTags(ctx, { q: "VI" })).toEqual(["vip"]);
    expect(await searchContacts(ctx, { q: "akes" })).toMatchObject([{ label: "Zoe Åkesson", hint: "Isdom" }]);
    expect(await searchContacts(ctx, {})).toMatchObject([{ hint: "Isdom" }, { hint: "CFO" }]);

    await deleteCompanies(ctx, { ids: [company.id] });
    expect(await listContacts(ctx, list({ q: "zoe" }))).toMatchObject({ rows: [{ company: null }] });
  });

  it("are not changed by a viewer, and not deleted by a sales rep", async () => {
    const { id } = await makeContact(owner, amara);
    const { ctx: viewer } = await signIn(tenant, "viewer");
    await expect(createContact(viewer, amara)).rejects.toMatchObject({ code: "forbidden" });
    const { ctx: rep } = await signIn(tenant, "sales_rep");
    expect(await updateContact(rep, { ...amara, id, version: 1, title: "CFO" })).toEqual({ id, version: 2 });
    await expect(deleteContacts(rep, { ids: [id] })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of another tenant do not exist", async () => {
    const { id } = await makeContact(owner, amara);
    const company = await makeCompany(owner);
    const stranger = (await signedIn("owner")).ctx;
    for (const [target, attempt] of [
      [id, (to: string) => getContact(stranger, { id: to })],
      [id, (to: string) => updateContact(stranger, { ...amara, id: to, version: 1 })],
      [id, (to: string) => deleteContacts(stranger, { ids: [to] })],
      [company.id, (to: string) => createContact(stranger, { ...amara, companyId: to })],
      [company.id, (to: string) => listContacts(stranger, list({ "f.company": to }))],
    ] as const) {
      const answers = await Promise.all(
        [target, nowhere].map((to) =>
          attempt(to).then(JSON.stringify, (error: unknown) => JSON.stringify(error)),
        ),
      );
      expect(answers[0]).toBe(answers[1]);
    }
    expect(await getContact(owner, { id })).toMatchObject({ version: 1 });
  });
});
