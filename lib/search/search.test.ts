import { beforeAll, describe, expect, it } from "vitest";
import { signedIn, signIn } from "@/db/factories";
import { createCompany } from "@/lib/companies/commands";
import { createContact } from "@/lib/contacts/commands";
import type { Context } from "@/lib/kernel";
import { createProduct } from "@/lib/products/commands";
import { searchAll } from "./queries";

let signed: Awaited<ReturnType<typeof signedIn>>;
let owner: Context;
beforeAll(async () => {
  signed = await signedIn("owner");
  owner = signed.ctx;
});

const found = async (ctx: Context, q: string) =>
  (await searchAll(ctx, { q })).map(({ heading, items }) => [heading, items.map(({ label }) => label)]);

describe("the search over everything", () => {
  it("finds records of every kind by the beginnings of words, the best beginning first", async () => {
    const { id } = await createCompany(owner, { name: "Cancity", industry: "retail" });
    await createCompany(owner, { name: "Acme Cancity Holding" });
    await createContact(owner, { firstName: "Zoë", lastName: "Cancino", companyId: id });
    await createProduct(owner, { name: "Canopy", sku: "CAN-1", currency: "USD" });
    expect(await found(owner, "can")).toEqual([
      ["Companies", ["Cancity", "Acme Cancity Holding"]],
      ["Contacts", ["Zoë Cancino"]],
      ["Products", ["Canopy"]],
    ]);
    expect(await found(owner, "ZOE canc")).toEqual([["Contacts", ["Zoë Cancino"]]]);
    expect((await searchAll(owner, { q: "zoe" }))[0]?.items[0]).toMatchObject({ hint: "Cancity" });
    expect(await found(owner, "nothing has this name")).toEqual([]);
  });

  it("takes any characters as they are", async () => {
    for (const q of ["'", "a & | !", ":*", "\\", "%", "(", "😀", "\u0000x"]) {
      await expect(searchAll(owner, { q })).resolves.toBeInstanceOf(Array);
    }
  });

  it("shows six of a kind, and nothing of another tenant", async () => {
    for (let index = 0; index < 8; index += 1) await createCompany(owner, { name: `Betatech ${index}` });
    expect((await searchAll(owner, { q: "betatech" }))[0]?.items).toHaveLength(6);
    expect(await found((await signIn(signed.tenant, "viewer")).ctx, "betatech 7")).toEqual([
      ["Companies", ["Betatech 7"]],
    ]);
    expect(await found((await signedIn("owner")).ctx, "betatech")).toEqual([]);
  });
});
