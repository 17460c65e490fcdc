import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Signed, signedIn, signIn } from "@/db/factories";
import { auditLogs, companies, contacts, deals, imports, members, products } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { ProvisionedTenant } from "@/lib/tenancy/provision";
import type { Choices } from "./choices";
import { cancelImport, planImport, startImport, uploadImportPart } from "./commands";
import type { ImportEntity } from "./fields/types";
import { draftImport, importFile } from "./import-file";
import { outcomeFile } from "./outcome-file";
import { previewImport, readImport } from "./preview";
import { getImport, listImportRows, listImports } from "./queries";
import { revertImport } from "./revert/revert";
import { runImport } from "./run";

let tenant: ProvisionedTenant;
let owner: Signed;
let ctx: Context;

beforeAll(async () => {
  const made = await signedIn("owner");
  ({ tenant, ctx } = made);
  owner = made;
});

const bytes = (text: string) => new TextEncoder().encode(text);
const run = (entity: ImportEntity, text: string, choices: Choices = {}, as = ctx) =>
  importFile(as, { entity, fileName: "file.csv", bytes: bytes(text) }, choices);
const read = <T>(fn: Parameters<typeof withTenant<T>>[2]) => withTenant(ctx, "read only", fn);
const write = <T>(fn: Parameters<typeof withTenant<T>>[2]) => withTenant(ctx, "read write", fn);
const companyNamed = async (name: string) => {
  const [found] = await read((tx) =>
    tx
      .select()
      .from(companies)
      .where(within(ctx, companies, eq(companies.name, name), isNull(companies.deletedAt))),
  );
  return found;
};

describe("a file", () => {
  it("goes in, and again without a change", async () => {
    const text =
      "name,website,employees,revenue\nCancity,https://cancity.example,2448,718.62\nIsdom,isdom.example,4540,3178.24\n";
    const first = await run("company", text, { key: "name" });
    expect(first).toMatchObject({ state: "done", counts: { created: 2, unchanged: 0, error: 0 } });
    const before = await companyNamed("Cancity");
    expect(before).toMatchObject({
      domain: "cancity.example",
      employeeCount: 2448,
      annualRevenueMinor: 71862n,
      revenueCurrency: "USD",
      nameKey: "cancity",
      createdBy: owner.memberId,
    });

    expect(await run("company", text, { key: "name" })).toMatchObject({
      counts: { created: 0, updated: 0, unchanged: 2 },
    });
    expect(await companyNamed("Cancity")).toEqual(before);
  });

  it("updates what differs, raises the version, and leaves alone what the file leaves empty", async () => {
    await run("company", "name,city,employees\nPlexzap,Oslo,100\n", { key: "name" });
    const result = await run("company", "name,city,employees\nPlexzap,,101\n", { key: "name" });
    expect(result).toMatchObject({ counts: { updated: 1 } });
    expect(await companyNamed("Plexzap")).toMatchObject({
      city: "Oslo",
      employeeCount: 101,
      version: 2,
      updatedBy: owner.memberId,
    });
  });

  it("reports bad rows one by one, and imports the others", async () => {
    const { id } = await run(
      "contact",
      "first name,email\nAda,ada@acme.example\nBob,bob at acme\n,\nCid\nDee,ada@acme.example\n",
      { key: "email" },
    );
    const { rows } = await listImportRows(ctx, { id });
    expect(rows.map(({ line, outcome, message }) => [line, outcome, message])).toEqual([
      [2, "created", null],
      [3, "error", "E-mail: “bob at acme” is not an e-mail address"],
      [5, "error", "The row has 1 cells, the header has 2"],
      [6, "skipped", "Same “E-mail” as line 2"],
    ]);
    const file = await outcomeFile(ctx, { id });
    expect(file.fileName).toBe("file-outcome.csv");
    expect(file.csv).toContain("3,error,E-mail: “bob at acme” is not an e-mail address,,,,Bob,bob at acme");
  });

  it("takes cells corrected by hand", async () => {
    const file = {
      entity: "contact",
      fileName: "c.csv",
      bytes: bytes("first name,email\nEve,eve at acme\n"),
    } as const;
    const { id, plan } = await draftImport(ctx, file, { key: "email" });
    expect((await previewImport(ctx, { id, plan })).problems).toMatchObject([
      { line: 2, column: 1, cell: "eve at acme" },
    ]);
    const edited = { ...plan, edits: [{ line: 2, column: 1, value: "eve@acme.example" }] };
    expect(await previewImport(ctx, { id, plan: edited })).toMatchObject({
      counts: { created: 1, error: 0 },
      problems: [],
    });
  });

  it("splits full names, and keeps amounts in their own currency", async () => {
    await run("contact", "name,email\nVicki Ann Laflamme,vicki@acme.example\n", { key: "email" });
    const [vicki] = await read((tx) =>
      tx
        .select()
        .from(contacts)
        .where(within(ctx, contacts, eq(contacts.emailLc, "vicki@acme.example"))),
    );
    expect(vicki).toMatchObject({
      firstName: "Vicki Ann",
      lastName: "Laflamme",
      nameKey: "laflamme vicki ann",
    });

    await run("product", "product,price,currency\nMG Yen,1200,JPY\nMG Dollar,12.5,USD\n", { key: "name" });
    const rows = await read((tx) =>
      tx
        .select({ price: products.unitPriceMinor, currency: products.currency })
        .from(products)
        .where(within(ctx, products))
        .orderBy(products.nameKey),
    );
    expect(rows).toEqual([
      { price: 1250n, currency: "USD" },
      { price: 1200n, currency: "JPY" },
    ]);
  });
});

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
    expect(preview.counts).toMatchObject({ created: 0, error: 1 });
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

describe("a revert", () => {
  it("deletes what was created and restores what was changed", async () => {
    await run("company", "name,city\nScottech,Rome\n", { key: "name" });
    const { id } = await run("company", "name,city,parent\nScottech,Oslo,\nInity,Paris,Scottech\n", {
      key: "name",
    });
    expect(await revertImport(ctx, { id })).toEqual({ reverted: 2, kept: 0 });
    expect(await companyNamed("Inity")).toBeUndefined();
    expect(await companyNamed("Scottech")).toMatchObject({ city: "Rome" });
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "reverted",
      counts: { reverted: 2, kept: 0 },
    });
    await expect(revertImport(ctx, { id })).rejects.toThrow("reverted already");
    expect(await run("company", "name,city\nInity,Paris\n", { key: "name" })).toMatchObject({
      counts: { created: 1 },
    });
  });

  it("keeps what was changed since or is in use, and says so", async () => {
    const { id } = await run(
      "deal",
      "id,title,account,agent,value\nR1,One,Warephase,Carl Lin,1\nR2,Two,Konex,Carl Lin,2\n",
      { create: ["company", "owner"] },
    );
    await write((tx) =>
      tx
        .update(deals)
        .set({ title: "Mine", version: 2 })
        .where(within(ctx, deals, eq(deals.externalId, "R1"))),
    );
    expect(await revertImport(ctx, { id })).toEqual({ reverted: 2, kept: 3 });
    const { rows } = await listImportRows(ctx, { id, outcome: "kept" });
    expect(
      Object.fromEntries(
        rows.map(({ line, message, keptBecause }) => [message ?? `line ${line}`, keptBecause]),
      ),
    ).toEqual({
      "line 2": "It was changed since",
      Warephase: "It has deals",
      "Carl Lin": "It has deals",
    });
    expect(await companyNamed("Konex")).toBeUndefined();
    const [carl] = await read((tx) =>
      tx
        .select()
        .from(members)
        .where(within(ctx, members, eq(members.displayName, "Carl Lin"))),
    );
    expect(carl?.status).toBe("active");
  });
});

describe("who may", () => {
  it("refuses a viewer and a sales rep, and another tenant sees nothing", async () => {
    for (const role of ["viewer", "sales_rep"] as const) {
      const { ctx: other } = await signIn(tenant, role);
      await expect(startImport(other, { entity: "deal", fileName: "x.csv", fileSize: 1 })).rejects.toThrow(
        "does not allow this",
      );
    }
    const { id } = await run("product", "product\nSecret\n", { key: "name" });
    const { ctx: foreign } = await signedIn("owner");
    const plan = { columns: [{ column: 0, field: "name" }] };
    const tries = [
      () => getImport(foreign, { id }),
      () => readImport(foreign, { id }),
      () => previewImport(foreign, { id, plan }),
      () => planImport(foreign, { id, plan }),
      () => uploadImportPart(foreign, { id, part: 0, bytes: bytes("x") }),
      () => runImport(foreign, { id }),
      () => cancelImport(foreign, { id }),
      () => revertImport(foreign, { id }),
      () => outcomeFile(foreign, { id }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect(await listImportRows(foreign, { id })).toEqual({ rows: [], next: null });
    expect(await listImports(foreign, {})).toEqual([]);
  });

  it("leaves an audit entry for every step that changes something", async () => {
    const { id } = await run("product", "product\nAudited\n", { key: "name" });
    await revertImport(ctx, { id });
    const rows = await read((tx) =>
      tx
        .select({ action: auditLogs.action, by: auditLogs.actorMemberId })
        .from(auditLogs)
        .where(within(ctx, auditLogs, eq(auditLogs.resourceId, id)))
        .orderBy(auditLogs.id),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "import.started",
      "import.run",
      "import.done",
      "import.reverted",
    ]);
    expect(new Set(rows.map(({ by }) => by))).toEqual(new Set([owner.memberId]));
  });
});

describe("files that are none", () => {
  it.each([
    ["", "This file is empty"],
    ["name\n", "no rows below"],
    ["PK\u0003\u0004workbook", "Excel workbook"],
    ['name,city\nAcme,"x\n', "never closed"],
    ["name,city\nAc\0me,x\n", "NUL byte"],
  ])("%j is refused in words", async (text, message) => {
    const before = await read((tx) => tx.$count(companies, within(ctx, companies)));
    await expect(run("company", text, { key: "name" })).rejects.toMatchObject({
      code: "invalid",
      ...(text ? { message: expect.stringContaining(message) } : {}),
    });
    expect(await read((tx) => tx.$count(companies, within(ctx, companies)))).toBe(before);
  });

  it("is not run before its upload is whole", async () => {
    const { id } = await startImport(ctx, { entity: "company", fileName: "x.csv", fileSize: 20 });
    await uploadImportPart(ctx, { id, part: 0, bytes: bytes("name\n") });
    await expect(readImport(ctx, { id })).rejects.toThrow("upload of this file was not finished");
    expect(await read((tx) => tx.$count(imports, within(ctx, imports, eq(imports.id, id))))).toBe(1);
  });
});
