import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, makeContact, type Signed } from "@/db/factories";
import { parseListState } from "@/lib/lists/state";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import { createContact, deleteContacts, updateContact } from "./commands";
import { getContact, listContacts, searchContacts, searchTags } from "./queries";
import { contactList } from "./schema";

let world: Awaited<ReturnType<typeof workspaceOf>>;
let rep: Signed;
let company: string;
let mine: string;
let theirs: string;

const list = (params: Record<string, string> = {}) => parseListState(params, contactList);
const names = async ({ ctx }: Signed, params: Record<string, string> = {}) =>
  (await listContacts(ctx, list(params))).rows.map(({ name }) => name).sort();

beforeAll(async () => {
  world = await workspaceOf();
  const { owner, ownerId } = world;
  rep = await world.let(ofOwn("contact"));
  company = (await makeCompany(owner, { name: "Fjordlys", ownerId })).id;
  mine = (
    await makeContact(owner, {
      firstName: "Maren",
      lastName: "Holt",
      email: "maren@fjordlys.example",
      title: "Buyer",
      tags: ["north"],
      companyId: company,
      ownerId: rep.memberId,
    })
  ).id;
  theirs = (await makeContact(owner, { firstName: "Ivar", lastName: "Dahl", tags: ["south"], ownerId })).id;
});

describe("contacts of whoever may read only their own", () => {
  it("are those alone: in the list, by filters, in the picker and in the tags", async () => {
    expect(await names(rep)).toEqual(["Maren Holt"]);
    expect(await names(rep, { q: "dahl" })).toEqual([]);
    expect(await names(rep, { "f.tag": "south" })).toEqual([]);
    expect(await names(rep, { "f.company": company })).toEqual([]);
    expect(await searchTags(rep.ctx, {})).toEqual(["north"]);
    // Without the company that they may not read.
    expect(await searchContacts(rep.ctx, {})).toEqual([{ id: mine, label: "Maren Holt", hint: "Buyer" }]);
    await expect(getContact(rep.ctx, { id: theirs })).rejects.toMatchObject({ code: "not_found" });
  });

  it("are the ones to add, edit and delete, and keep the company that nobody named", async () => {
    const { ctx, memberId } = rep;
    expect(await getContact(ctx, { id: mine })).toMatchObject({ company: null, hidden: ["companyId"] });
    const values = { id: mine, version: 1, firstName: "Maren", lastName: "Holt", ownerId: memberId };
    await updateContact(ctx, { ...values, tags: ["north"] });
    expect(await getContact(world.owner, { id: mine })).toMatchObject({ companyId: company });
    const { id } = await createContact(ctx, { firstName: "Sigrid" });
    expect(await getContact(ctx, { id })).toMatchObject({ ownerId: memberId });
    await expect(createContact(ctx, { firstName: "Sigrid", companyId: company })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await deleteContacts(ctx, { ids: [id, theirs] })).toEqual({ ids: [id] });
    await expect(updateContact(ctx, { ...values, id: theirs })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("hidden fields of contacts", () => {
  it("are in no row, find nothing, and are not emptied by who does not see them", async () => {
    const blind = await world.let(ofAll("contact"), hiding("contact:read", "email", "tags", "title"));
    const { id } = await makeContact(world.owner, {
      firstName: "Astrid",
      lastName: "Lund",
      email: "astrid@hidden.example",
      tags: ["vip"],
    });
    expect(await getContact(blind.ctx, { id })).toMatchObject({ email: null, tags: null, title: null });
    expect(await names(blind, { q: "hidden.example" })).toEqual([]);
    expect(await names(blind, { q: "astrid" })).toEqual(["Astrid Lund"]);
    expect(await names(blind, { "f.tag": "vip" })).toEqual([]);
    expect(await searchTags(blind.ctx, {})).toEqual([]);
    await updateContact(blind.ctx, { id, version: 1, firstName: "Astrid", lastName: "Lund-Berg" });
    expect(await getContact(world.owner, { id })).toMatchObject({
      name: "Astrid Lund-Berg",
      email: "astrid@hidden.example",
      tags: ["vip"],
    });
  });
});
