import { beforeAll, describe, expect, it } from "vitest";
import { makeCompany, makeContact, makeDeal, makeProduct } from "@/db/factories";
import type { Context } from "@/lib/kernel";
import { hiding, ofAll, ofOwn, workspaceOf } from "@/lib/records/access.fixture";
import { searchAll } from "./queries";

let world: Awaited<ReturnType<typeof workspaceOf>>;
const found = async (ctx: Context, q: string) =>
  (await searchAll(ctx, { q })).flatMap(({ items }) => items.map(({ label, hint }) => [label, hint]));

beforeAll(async () => {
  world = await workspaceOf();
});

describe("the search over everything", () => {
  it("finds what the member may read, however many others match better", async () => {
    const { ctx, memberId } = await world.let(ofOwn("company"), ofOwn("contact"), ofOwn("deal"));
    const { owner, ownerId } = world;
    for (let number = 0; number < 30; number += 1)
      await makeCompany(owner, { name: `Cancity ${number}`, ownerId });
    const { id } = await makeCompany(owner, { name: "Old Cancity", ownerId: memberId, industry: "retail" });
    await makeDeal(owner, { title: "Cancity of theirs", ownerId, companyId: id });
    await makeDeal(owner, { title: "Cancity of mine", ownerId: memberId });
    await makeContact(owner, { firstName: "Cancity", lastName: "Theirs", ownerId });
    await makeProduct(owner, { name: "Cancity GTX" });
    expect(await found(ctx, "cancity")).toEqual([
      ["Old Cancity", "retail"],
      ["Cancity of mine", "Lead"],
    ]);
  });

  it("shows beside a name, and finds by, only what may be read", async () => {
    const { ctx, memberId } = await world.let(
      ofAll("company"),
      ofOwn("contact"),
      ofAll("product"),
      ofAll("deal"),
      [{ permission: "company:read", effect: "deny", condition: secret }],
      hiding("company:read", "industry"),
      hiding("product:read", "sku"),
      hiding("deal:read", "stageId"),
    );
    const { owner } = world;
    const hidden = await makeCompany(owner, { name: "Zenith Secret", country: "Norway" });
    await makeCompany(owner, { name: "Zenith Open", industry: "zinc", country: "Japan" });
    await makeContact(owner, {
      firstName: "Zenith",
      lastName: "Holt",
      ownerId: memberId,
      companyId: hidden.id,
    });
    await makeProduct(owner, { name: "Zenith GTX", sku: "ZINC-1" });
    await makeDeal(owner, { title: "Zenith deal" });
    expect(await found(ctx, "zenith")).toEqual([
      ["Zenith Open", undefined],
      ["Zenith Holt", undefined],
      ["Zenith deal", undefined],
      ["Zenith GTX", undefined],
    ]);
    expect(await found(ctx, "zinc")).toEqual([]);
  });
});

const secret = { op: "eq", attr: "record.country", value: "Norway" } as const;
