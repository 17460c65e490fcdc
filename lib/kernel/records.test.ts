import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/columns";
import { makeTenant, memberWith, override, type Signed, signedIn } from "@/db/factories";
import { contextOf } from "./context";
import { assertCan, assertFields, masked } from "./records";

let rep: Signed;
const own = () => ({
  id: newId(),
  ownerId: rep.memberId,
  title: "GTX Pro",
  valueMinor: 5_000n,
  lostReason: "price",
});
const foreign = () => ({ ...own(), ownerId: newId() });

beforeAll(async () => {
  const tenant = await makeTenant();
  rep = await memberWith(tenant, [
    { permission: "deal:read", fields: ["ownerId", "valueMinor"] },
    { permission: "deal:read", scope: "own" },
    { permission: "deal:update", scope: "own" },
    { permission: "deal:update", scope: "own", effect: "deny", fields: ["valueMinor", "ownerId"] },
    { permission: "contact:read", effect: "deny", fields: ["customFields"] },
    "contact:read",
  ]);
});

describe("one record", () => {
  it("is not there for who may not read it, and is refused in a sentence to who may not do the rest", () => {
    const { ctx } = rep;
    assertCan(ctx, "deal:update", own());
    expect(() => assertCan(ctx, "deal:update", foreign())).toThrow(
      "You may do this with other deals, and not with this one (deal:update).",
    );
    expect(() => assertCan(ctx, "deal:delete", own())).toThrow(
      /Your role does not allow this \(deal:delete\)/,
    );
    expect(() => assertCan(ctx, "company:read", { id: newId() })).toThrow("This record does not exist");
    expect(() => assertCan(ctx, "company:update", { id: newId() })).toThrow("This record does not exist");
  });

  it("keeps the fields that one may not write, and says which", () => {
    const { ctx } = rep;
    assertFields(ctx, "deal:update", own(), ["title", "lostReason"]);
    expect(() => assertFields(ctx, "deal:update", own(), ["title", "valueMinor", "ownerId"])).toThrow(
      "You may not change Value, Owner here (deal:update). Nothing was saved.",
    );
  });
});

describe("rows", () => {
  it("lose what their reader may not see, each by its own record, with what tells it", () => {
    const rows = [own(), foreign()].map((row) => ({ ...row, why: "too dear" }));
    const [mine, theirs] = masked(rep.ctx, "deal:read", rows, { along: { lostReason: ["why"] } });
    expect(mine).toMatchObject({ lostReason: "price", why: "too dear", valueMinor: 5_000n, hidden: [] });
    expect(theirs).toMatchObject({ title: "GTX Pro", lostReason: null, why: null, valueMinor: 5_000n });
    expect(theirs?.hidden).toContain("lostReason");
    expect(theirs?.hidden).not.toContain("title");
  });

  it("lose their custom fields, too", () => {
    const [contact] = masked(rep.ctx, "contact:read", [
      { id: newId(), email: "maren@hanami.example", customFields: { tier: "gold" } },
    ]);
    expect(contact).toMatchObject({
      email: "maren@hanami.example",
      customFields: null,
      hidden: ["customFields"],
    });
  });

  it("are what they were, when no rule is about fields", async () => {
    const { ctx } = await signedIn("viewer");
    const rows = [foreign()];
    expect(masked(ctx, "deal:read", rows)).toEqual(rows);
  });
});

it("a condition on the request is asked of this request", async () => {
  const { tenant, memberId, headers } = await signedIn("manager");
  const day = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const until = (value: string) => ({ op: "gt", attr: "request.today", value }) as const;
  await override(tenant, { memberId, permission: "export:create", conditions: until(day(2)) });
  expect((await contextOf(headers)).can("export:create")).toBe(true);
  await override(tenant, { memberId, permission: "export:create", conditions: until(day(-2)) });
  expect((await contextOf(headers)).can("export:create")).toBe(false);
});
