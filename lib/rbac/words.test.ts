import { describe, expect, it } from "vitest";
import { explain } from "./explain";
import { resources } from "./resources";
import { accessBy, allow, anna, ivar } from "./rules.fixture";
import { conditionInWords, ruleInWords, scopeInWords, seenInWords } from "./words";

const small = { op: "lte", attr: "record.valueMinor", value: 1_000_000 };
const nordics = { id: anna, name: "Nordics", memberIds: [ivar] };

describe("a rule in words", () => {
  it.each([
    ["All deals", allow()],
    ["Your own deals", allow({ scope: "own" })],
    [
      "Deals whose owner is in your teams, if value is at most 10,000",
      allow({ scope: "team", condition: small }),
    ],
    ["Deals whose owner is in the team Nordics", allow({ team: nordics })],
    ["Activities assigned to somebody in your teams", allow({ scope: "team", permission: "activity:read" })],
    [
      "All companies, only domain and custom fields",
      allow({ permission: "company:read", fields: ["domain", "customFields"] }),
    ],
    ["This deal, until Mar 1, 2026", allow({ recordId: anna, expiresAt: new Date("2026-03-01T12:00:00Z") })],
    ["Import files, and revert imports", allow({ permission: "import:create" })],
  ])("%s", (words, rule) => expect(ruleInWords(rule)).toBe(words));

  it("is about another person, when it is not about the reader", () => {
    expect(scopeInWords("own", resources.deal, { person: "they" })).toBe("their own deals");
    expect(ruleInWords(allow({ scope: "team" }), { person: "they" })).toBe(
      "Deals whose owner is in their teams",
    );
  });
});

describe("a condition in words", () => {
  const nameOf = (id: string) => ({ [ivar]: "Ivar Dahl", [anna]: "Won" })[id];
  const said = (condition: unknown, resource: keyof typeof resources = "deal") =>
    conditionInWords(condition, resources[resource], { nameOf, currency: "NOK", locale: "en", zone: "UTC" });

  it.each([
    ["owner is Ivar Dahl", { op: "eq", attr: "record.ownerId", value: ivar }],
    ["stage is one of Won or Ivar Dahl", { op: "in", attr: "record.stageId", value: [anna, ivar] }],
    ["company is empty", { op: "not", of: { op: "exists", attr: "record.companyId" } }],
    ["company is filled in", { op: "exists", attr: "record.companyId" }],
    [
      "expected close is before today",
      { op: "lt", attr: "record.expectedCloseDate", value: { var: "request.today" } },
    ],
    [
      "created is not before Mar 1, 2026, 9:00 AM UTC",
      { op: "gte", attr: "record.createdAt", value: "2026-03-01T09:00:00Z" },
    ],
    ["value is more than 99.50", { op: "gt", attr: "record.valueMinor", value: 9950 }],
    ["your job title is “Account manager”", { op: "eq", attr: "member.title", value: "Account manager" }],
    [
      "currency is “NOK” and (value is at most 10,000 or it is not so that owner is you)",
      {
        op: "and",
        of: [
          { op: "eq", attr: "record.currency", value: "NOK" },
          {
            op: "or",
            of: [small, { op: "not", of: { op: "eq", attr: "record.ownerId", value: { var: "member.id" } } }],
          },
        ],
      },
    ],
  ])("%s", (words, condition) => expect(said(condition)).toBe(words));

  it("knows tags and custom fields", () => {
    expect(said({ op: "in", attr: "record.tags", value: ["vip", "press"] }, "contact")).toBe(
      "tags include any of “vip” or “press”",
    );
    expect(said({ op: "ne", attr: "record.custom.colour", value: "red" }, "contact")).toBe(
      "the custom field colour is not “red”",
    );
  });

  it("says so when this version does not know it", () => {
    expect(said({ op: "like", attr: "record.title", value: "GTX%" })).toContain("this version does not know");
  });
});

describe("what a condition saw, in words", () => {
  const saw = (record: object) => {
    const access = accessBy([allow({ condition: small })]);
    return explain(access, "deal:read", { id: anna, ...record }).chain.flatMap((link) =>
      link.kind === "rule" ? link.saw.map((seen) => seenInWords(seen)) : [],
    );
  };

  it("gives the value and the verdict", () => {
    expect(saw({ valueMinor: 2_500_000n })).toEqual(["value is at most 10,000: it is 25,000, so no"]);
    expect(saw({ valueMinor: 999_900n })).toEqual(["value is at most 10,000: it is 9,999, so yes"]);
    expect(saw({})).toEqual(["value is at most 10,000: it is empty, so it cannot be told"]);
  });
});
