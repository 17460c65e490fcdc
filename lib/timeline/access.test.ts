import { beforeAll, describe, expect, it } from "vitest";
import { makeActivity, makeCompany, makeContact, makeDeal } from "@/db/factories";
import { searchCompanies } from "@/lib/companies/queries";
import { updateDeal } from "@/lib/deals/commands";
import { addDealPerson } from "@/lib/deals/people";
import { importFile } from "@/lib/imports/import-file";
import type { Context } from "@/lib/kernel";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import { dealSharing } from "@/lib/sharing/sharing";
import { listTimeline } from "./queries";

let world: Awaited<ReturnType<typeof workspaceOf>>;
let deal: string;
const entries = async (ctx: Context) => (await listTimeline(ctx, { resource: "deal", id: deal })).entries;

beforeAll(async () => {
  world = await workspaceOf();
  const { owner, ownerId } = world;
  const company = await makeCompany(owner, { name: "Hanami Supply" });
  const contact = await makeContact(owner, { firstName: "Maren", lastName: "Holt" });
  const stageId = world.stages[0]?.id ?? "";
  deal = (await makeDeal(owner, { title: "Harbour", valueMinor: 123_400n, stageId, ownerId })).id;
  const values = { title: "Harbour", stageId, ownerId, currency: "USD" };
  await updateDeal(owner, {
    ...values,
    id: deal,
    version: 1,
    valueMinor: 987_600n,
    companyId: company.id,
    dealSource: "Fair",
  });
  await addDealPerson(owner, { dealId: deal, contactId: contact.id, role: "user" });
  await makeActivity(owner, { dealId: deal, subject: "Their call", assigneeId: ownerId });
});

describe("the timeline", () => {
  it("tells nothing of a field that is hidden, but that it changed; nor a name that is", async () => {
    const { ctx } = await world.let(ofAll("deal"), ofOwn("activity"), hiding("deal:read", "valueMinor"));
    const told = await entries(ctx);
    const text = JSON.stringify(told);
    for (const secret of ["9,876", "1,234", "Hanami", "Maren", "Their call"])
      expect(text).not.toContain(secret);
    const changes = told.flatMap((entry) => (entry.kind === "change" ? entry.changes : []));
    expect(changes).toContainEqual({ label: "Value", before: null, after: null, hidden: true });
    expect(changes).toContainEqual({ label: "Person", before: null, after: null, hidden: true });
    expect(changes).toContainEqual({ label: "Source", before: null, after: "Fair" });
    expect(changes).toContainEqual({ label: "Company", before: null, after: "a record that you cannot see" });
    expect(JSON.stringify(await entries(world.owner))).toContain("9,876");
  });

  it("tells with whom the record is shared to who may share it, and to others that it was", async () => {
    const { memberId, ctx: reader } = await world.let(ofAll("deal", ["read"]), ofAll("activity"));
    const sharer = await world.let(["deal:share"], ofAll("deal", ["read"]), ofAll("activity"));
    const own = await world.let(
      [{ permission: "deal:share", scope: "own" }],
      ofAll("deal", ["read"]),
      ofAll("activity"),
    );
    await dealSharing.share(world.owner, { id: deal, to: { kind: "member", id: memberId }, level: "edit" });
    const told = async (ctx: Context) => {
      const entry = (await entries(ctx)).find((each) => each.kind === "change" && each.action === "shared");
      return entry?.kind === "change" ? entry.changes.map(({ after }) => after) : [];
    };
    expect(await told(sharer.ctx)).toContain("See and edit");
    for (const ctx of [reader, own.ctx]) expect(new Set(await told(ctx))).toEqual(new Set([null]));
  });

  it("has the activities that the member may read, and says which of them they may not complete", async () => {
    const { ctx, memberId } = await world.let(
      ofAll("deal"),
      ofAll("activity", ["read"]),
      ofOwn("activity", ["update"]),
    );
    await makeActivity(world.owner, { dealId: deal, subject: "My call", assigneeId: memberId });
    const told = (await entries(ctx)).filter((entry) => entry.kind === "activity");
    expect(told.map(({ subject, refusal }) => [subject, refusal === null])).toEqual([
      ["My call", true],
      ["Their call", false],
    ]);
  });

  it("names no file of an import that the member may not look into", async () => {
    const file = { entity: "company" as const, fileName: "takeover.csv" };
    const bytes = new TextEncoder().encode("name\nImported\n");
    await importFile(world.owner, { ...file, bytes }, { key: null });
    const [company] = await searchCompanies(world.owner, { q: "imported" });
    const told = async ({ ctx }: { ctx: Context }) =>
      (await listTimeline(ctx, { resource: "company", id: company?.id ?? "" })).entries.map(
        ({ kind }) => kind,
      );
    const rules = [...ofAll("company"), ...ofAll("activity")];
    expect(await told(await world.let(rules))).toContain("import");
    const blind = await world.let(rules, hiding("company:read", "industry"));
    expect(await told(blind)).toEqual([]);
  });

  it("is not there for a record that may not be read", async () => {
    const { ctx } = await world.let(ofOwn("deal"), ofAll("activity"));
    await expect(entries(ctx)).rejects.toMatchObject({ code: "not_found" });
  });
});
