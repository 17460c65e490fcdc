import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Signed, signedIn, signIn } from "@/db/factories";
import { companies, deals, products } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import type { Choices } from "./choices";
import type { ImportEntity } from "./fields/types";
import { draftImport, importFile } from "./import-file";
import { previewImport } from "./preview";
import { listImportRows } from "./queries";

let tenant: ProvisionedTenant;
let owner: Signed;
let ctx: Context;

beforeAll(async () => {
  const made = await signedIn("owner");
  ({ tenant, ctx } = made);
  owner = made;
});

const bytes = (text: string) => new TextEncoder().encode(text);
const run = (entity: ImportEntity, text: string, choices: Choices = {}) =>
  importFile(ctx, { entity, fileName: "file.csv", bytes: bytes(text) }, choices);
const read = <T>(fn: Parameters<typeof withTenant<T>>[2]) => withTenant(ctx, "read only", fn);
const companyNamed = async (name: string) => {
  const [found] = await read((tx) =>
    tx
      .select()
      .from(companies)
      .where(within(ctx, companies, eq(companies.name, name), isNull(companies.deletedAt))),
  );
  return found;
};

describe("names", () => {
  it("asks about what it does not know, with what it may be, and runs only when answered", async () => {
    await run("product", "product\nGTX Pro\n", { key: "name" });
    const text = "id,title,product,account,stage\nA1,One,GTXPro,Nowhere Ltd,Won\n";
    const { id, plan } = await draftImport(
      ctx,
      { entity: "deal", fileName: "d.csv", bytes: bytes(text) },
      {},
    );
    const preview = await previewImport(ctx, { id, plan });
    expect(preview.questions).toMatchObject([
      {
        kind: "name",
        field: "product",
        name: "GTXPro",
        count: 1,
        firstLine: 2,
        suggestions: [{ name: "GTX Pro", score: 1 }],
        creatable: true,
      },
      { kind: "name", field: "company", name: "Nowhere Ltd", suggestions: [], creatable: true },
    ]);
    expect(preview).toMatchObject({ counts: { created: 0, error: 0, undecided: 1 }, problems: [] });
    const refused = await run("deal", text, {});
    expect(refused).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("2 questions about this file are open"),
    });

    const done = await run("deal", text, {
      create: ["company"],
      names: { product: { GTXPro: { do: "use", name: "gtx pro" } } },
    });
    expect(done).toMatchObject({ counts: { created: 1, related: 1 } });
    const [deal] = await read((tx) =>
      tx
        .select({ company: companies.name, product: products.name, probability: deals.probability })
        .from(deals)
        .leftJoin(companies, and(eq(companies.tenantId, deals.tenantId), eq(companies.id, deals.companyId)))
        .leftJoin(products, and(eq(products.tenantId, deals.tenantId), eq(products.id, deals.productId)))
        .where(within(ctx, deals, eq(deals.externalId, "A1"))),
    );
    expect(deal).toEqual({ company: "Nowhere Ltd", product: "GTX Pro", probability: 100 });
  });

  it("leaves a name empty when told to, and finds people by e-mail", async () => {
    const text = `id,title,product,owner\nA2,Two,Unknown thing,${owner.user.email}\n`;
    expect(await run("deal", text, { empty: ["product"] })).toMatchObject({
      counts: { created: 1, related: 0 },
    });
    const [deal] = await read((tx) =>
      tx
        .select()
        .from(deals)
        .where(within(ctx, deals, eq(deals.externalId, "A2"))),
    );
    expect(deal).toMatchObject({ productId: null, ownerId: owner.memberId, currency: "USD" });
  });

  it("asks which one where two records have the name", async () => {
    await run("company", "name,id\nTwin,t1\nTwin,t2\n", { key: "external_id" });
    const { id, plan } = await draftImport(
      ctx,
      { entity: "contact", fileName: "t.csv", bytes: bytes("first name,company\nTim,twin\n") },
      { key: null },
    );
    expect((await previewImport(ctx, { id, plan })).questions).toMatchObject([
      { field: "company", several: true, suggestions: [{ name: "Twin" }, { name: "Twin" }] },
    ]);
  });

  it("offers to make records only to those who may", async () => {
    const rep = await signIn(tenant, "manager");
    const { id, plan } = await draftImport(
      rep.ctx,
      { entity: "deal", fileName: "o.csv", bytes: bytes("title,owner\nX,Somebody New\n") },
      { key: null },
    );
    const { questions } = await previewImport(rep.ctx, { id, plan });
    expect(questions).toMatchObject([{ field: "owner", creatable: rep.ctx.can("member:create") }]);
  });

  it("asks how dates are written when the file leaves it open", async () => {
    const { id, plan } = await draftImport(
      ctx,
      { entity: "deal", fileName: "d.csv", bytes: bytes("id,title,close date\nD1,x,3/4/2017\n") },
      {},
    );
    expect((await previewImport(ctx, { id, plan })).questions).toMatchObject([
      {
        kind: "date_format",
        field: "actual_close_date",
        choices: ["M/D/YYYY", "D/M/YYYY"],
        sample: ["3/4/2017"],
      },
    ]);
  });
});

describe("companies of one file", () => {
  it("can be parents of each other in any order", async () => {
    const text = "name,parent\nLeaf,Branch\nBranch,Root\nRoot,\n";
    expect(await run("company", text, { key: "name" })).toMatchObject({ counts: { created: 3, error: 0 } });
    expect((await companyNamed("Leaf"))?.parentCompanyId).toBe((await companyNamed("Branch"))?.id);
  });

  it("never in a circle, and never under one that is not imported", async () => {
    const text =
      "name,parent,employees\nEgg,Hen,1\nHen,Egg,1\nBad,,many\nChild of bad,Bad,1\nGrandchild,Child of bad,1\nSelf,Self,1\n";
    const { id, ...result } = await run("company", text, { key: "name" });
    expect(result).toMatchObject({ counts: { created: 0, error: 6 } });
    const { rows } = await listImportRows(ctx, { id });
    expect(rows.map(({ message }) => message)).toEqual([
      "The company would be its own parent",
      "The company would be its own parent",
      "Employees: “many” is not a number like 1,234.56",
      "The parent company on line 4 is not imported",
      "The parent company on line 5 is not imported",
      "The company would be its own parent",
    ]);
  });
});
