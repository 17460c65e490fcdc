import { eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Signed, signedIn } from "@/db/factories";
import { companies, contacts, imports, products } from "@/db/schema/tenant";
import { withTenant } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { Choices } from "./choices";
import { startImport, uploadImportPart } from "./commands";
import type { ImportEntity } from "./fields/types";
import { draftImport, importFile } from "./import-file";
import { outcomeFile } from "./outcome-file";
import { previewImport, readImport } from "./preview";
import { listImportRows } from "./queries";

let owner: Signed;
let ctx: Context;

beforeAll(async () => {
  owner = await signedIn("owner");
  ctx = owner.ctx;
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

  it("gives no record a number that another has, whatever rows are recognised by", async () => {
    await run("company", "name,id\nOntomedia,77\n", { key: "external_id" });
    const { id } = await run("company", "name,id\nOther,77\nNew,78\nNewer,78\nOntomedia,77\n", {
      key: "name",
    });
    const { rows } = await listImportRows(ctx, { id });
    expect(rows.map(({ outcome, message }) => [outcome, message])).toEqual([
      ["error", "Another record has the External id “77”"],
      ["created", null],
      ["error", "Line 3 has the External id “78”"],
      ["unchanged", null],
    ]);
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
