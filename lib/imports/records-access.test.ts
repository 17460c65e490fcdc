import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, makeContact, makeProduct, type Signed } from "@/db/factories";
import { updateCompany } from "@/lib/companies/commands";
import { getCompany, listCompanies, searchCompanies } from "@/lib/companies/queries";
import { companyList } from "@/lib/companies/schema";
import { getContact, searchContacts } from "@/lib/contacts/queries";
import type { Context } from "@/lib/kernel";
import { parseListState } from "@/lib/lists/state";
import { getProduct } from "@/lib/products/queries";
import type { Permission } from "@/lib/rbac/permissions";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import type { Choices } from "./choices";
import type { ImportEntity } from "./fields/types";
import { findNames } from "./find-names";
import { draftImport, importFile } from "./import-file";
import { outcomeFile } from "./outcome-file";
import { previewImport } from "./preview";
import { getImport, listImportRows, listImports } from "./queries";
import { revertImport } from "./revert/revert";

let world: Awaited<ReturnType<typeof workspaceOf>>;
let rep: Signed;
const importing: Permission[] = ["import:read", "import:create"];

const fileOf = (entity: ImportEntity, text: string) => ({
  entity,
  fileName: "file.csv",
  bytes: new TextEncoder().encode(text),
});
const run = (ctx: Context, entity: ImportEntity, text: string, choices: Choices = {}) =>
  importFile(ctx, fileOf(entity, text), choices);
const outcomes = async (ctx: Context, id: string) =>
  (await listImportRows(ctx, { id })).rows.map(({ outcome, message }) => [outcome, message]);

beforeAll(async () => {
  world = await workspaceOf();
  rep = await world.let(importing, ofOwn("company"));
});

describe("an import by whoever may write only their own", () => {
  it("changes their records, adds their own, and knows no others", async () => {
    const { owner, ownerId } = world;
    const [mine, theirs] = await Promise.all([
      makeCompany(owner, { name: "Fjordlys", ownerId: rep.memberId, country: "Norway" }),
      makeCompany(owner, { name: "Hanami Supply", ownerId, country: "Japan" }),
    ]);
    const text = "name,city\nFjordlys,Bergen\nHanami Supply,Oslo\n";
    const { id } = await run(rep.ctx, "company", text, { key: "name" });
    expect(await outcomes(rep.ctx, id)).toEqual([
      ["updated", null],
      ["created", null],
    ]);
    expect(await getCompany(owner, { id: mine.id })).toMatchObject({ city: "Bergen", version: 2 });
    expect(await getCompany(owner, { id: theirs.id })).toMatchObject({ city: null, version: 1 });
    const own = (await listCompanies(rep.ctx, parseListState({}, companyList))).rows;
    expect(own.map(({ name }) => name).sort()).toEqual(["Fjordlys", "Hanami Supply"]);
    expect(await findNames(rep.ctx, { of: "company", q: "hanami" })).toHaveLength(1);
    expect(await findNames(owner, { of: "company", q: "hanami" })).toHaveLength(2);
  });

  it("refuses row by row what they may not change, in words", async () => {
    const { ctx, memberId } = await world.let(
      importing,
      ofAll("company", ["read"]),
      ofOwn("company", ["create", "update"]),
      hiding("company:update", "employeeCount"),
    );
    await makeCompany(world.owner, { name: "Row One", ownerId: memberId });
    await makeCompany(world.owner, { name: "Row Two", ownerId: world.ownerId });
    await makeCompany(world.owner, { name: "Row Three", ownerId: memberId });
    const text =
      "name,city,employees\nRow One,Bergen,\nRow Two,Bergen,\nRow Three,Bergen,12\nRow Four,Oslo,\n";
    const { id } = await run(ctx, "company", text, { key: "name", columns: { employees: "employee_count" } });
    expect(await outcomes(ctx, id)).toEqual([
      ["updated", null],
      ["error", "You may not change this company (company:update)"],
      ["error", expect.stringContaining("You may not change Employees here")],
      ["created", null],
    ]);
    expect((await searchCompanies(world.owner, { q: "row two" }))[0]?.hint).not.toContain("Bergen");
  });

  it("says that a number is taken, and not whose it is", async () => {
    const text = "name,external id\nNumbered,K-7\n";
    await run(world.owner, "company", text, { key: "external_id" });
    const { id } = await run(rep.ctx, "company", text, { key: "external_id" });
    expect(await outcomes(rep.ctx, id)).toEqual([["error", "Another record has the External id “K-7”"]]);
  });

  it("does not tell by its outcome what a hidden field holds", async () => {
    const { ctx } = await world.let(
      importing,
      ofAll("contact"),
      ofAll("company", ["read"]),
      hiding("contact:read", "email", "phone"),
    );
    await makeContact(world.owner, { firstName: "Astrid", email: "astrid@hidden.example", phone: "12 34" });
    const guess = "first name,e-mail\nAstrid Guess,astrid@hidden.example\n";
    const { id } = await run(ctx, "contact", guess, { key: "email" });
    // As if nobody had this address.
    expect(await outcomes(ctx, id)).toEqual([["created", null]]);
    const { ctx: costs } = await world.let(
      importing,
      ofAll("product"),
      hiding("product:read", "unitCostMinor"),
    );
    const product = await makeProduct(world.owner, { name: "GTX Cost", unitCostMinor: 4_000n });
    for (const cost of ["40.00", "41.00"]) {
      const run_ = await run(costs, "product", `name,unit cost\nGTX Cost,${cost}\n`, { key: "name" });
      expect(await outcomes(costs, run_.id)).toEqual([
        ["error", "Unit cost: hidden from you in this product, so it cannot be imported"],
      ]);
    }
    expect(await getProduct(world.owner, product)).toMatchObject({ unitCostMinor: 4_000n });
  });
});

describe("the imports of others", () => {
  it("are there for who may read all that their files hold", async () => {
    const { owner } = world;
    const { id } = await run(owner, "deal", "title,company\nSecret,Sealed\n", {
      key: null,
      create: ["company"],
    });
    const { ctx: reader } = await world.let(
      importing,
      ofAll("deal"),
      ofAll("company", ["read"]),
      ofAll("product", ["read"]),
    );
    expect(await getImport(reader, { id })).toMatchObject({ fileName: "file.csv" });
    for (const rules of [ofOwn("company"), hiding("company:read", "industry"), []]) {
      const { ctx } = await world.let(importing, ofAll("deal"), ofAll("product"), rules);
      const gone = { code: "not_found" };
      await expect(getImport(ctx, { id })).rejects.toMatchObject(gone);
      await expect(outcomeFile(ctx, { id })).rejects.toMatchObject(gone);
      await expect(revertImport(ctx, { id })).rejects.toMatchObject(gone);
      expect(await listImportRows(ctx, { id })).toEqual({ rows: [], next: null });
      expect((await listImports(ctx, {})).map((each) => each.id)).not.toContain(id);
    }
  });

  it("name no record in one's own that is not one's own any more", async () => {
    const { ctx } = await world.let(importing, ofOwn("company"));
    const { id } = await run(ctx, "company", "name\nGiven away\nKept\n", { key: null });
    const { rows } = await listImportRows(ctx, { id });
    const given = rows[0]?.resourceId ?? "";
    await updateCompany(world.owner, { id: given, version: 1, name: "Renamed", ownerId: world.ownerId });
    const after = await listImportRows(ctx, { id });
    expect(after.rows).toMatchObject([
      { name: null, resourceId: null },
      { name: "Kept", resourceId: expect.any(String) },
    ]);
    expect((await outcomeFile(ctx, { id })).csv).not.toContain(given);
  });
});

describe("a revert", () => {
  it("leaves what the member may not delete or change, and says so", async () => {
    const { ctx, memberId } = await world.let(
      importing,
      ofAll("contact", ["read", "create"]),
      ofAll("company", ["read"]),
      ofOwn("contact", ["update", "delete"]),
    );
    const mine = await makeContact(world.owner, {
      firstName: "Mine",
      lastName: "Own",
      email: "mine@acme.example",
      ownerId: memberId,
    });
    const text =
      "first name,last name,e-mail,phone\nMine,Own,mine@acme.example,1\nNew,One,new@acme.example,2\n";
    const { id } = await run(ctx, "contact", text, { key: "email" });
    expect(await outcomes(ctx, id)).toEqual([
      ["updated", null],
      ["created", null],
    ]);
    await revertImport(ctx, { id });
    const { rows } = await listImportRows(ctx, { id });
    expect(rows.map(({ keptBecause }) => keptBecause)).toEqual([null, "You may not delete it"]);
    expect((await getContact(world.owner, { id: mine.id })).phone).toBeNull();
    expect(await searchContacts(world.owner, { q: "new one" })).toHaveLength(1);
  });
});

describe("the dry run", () => {
  it("shows the same refusals as the run", async () => {
    const numbered = "title,external id\nTheirs,D-1\nNew,D-2\n";
    await run(world.owner, "deal", "title,external id\nTheirs of old,D-1\n", { key: "external_id" });
    const { ctx } = await world.let(importing, ofAll("deal", ["read"]), ofOwn("deal", ["create", "update"]));
    const { id, plan } = await draftImport(ctx, fileOf("deal", numbered), { key: "external_id" });
    const { counts, problems } = await previewImport(ctx, { id, plan });
    expect(counts).toMatchObject({ created: 1, error: 1 });
    expect(problems.map(({ message }) => message)).toEqual(["You may not change this deal (deal:update)"]);
  });
});
