import { describe, expect, it } from "vitest";
import { explain } from "./explain";
import type { Gate, Rule } from "./policy";
import { accessBy, allow, anna, closed, deny, ivar, keepOut, letThrough, maren } from "./rules.fixture";

const record = {
  id: "01890a5d-ac96-774b-bcce-b302099a8010",
  ownerId: ivar,
  title: "GTX Pro",
  valueMinor: 2_500_000n,
};
const other = "01890a5d-ac96-774b-bcce-b302099a8011";

const isBig = { op: "gt", attr: "record.valueMinor", value: 1_000_000 };
const isSmall = { op: "lt", attr: "record.valueMinor", value: 1_000_000 };
const isLate = { op: "lt", attr: "record.expectedCloseDate", value: "2026-01-01" };
const isUnknown = { op: "like", attr: "record.title", value: "GTX%" };
const nordics = { id: "01890a5d-ac96-774b-bcce-b302099a8020", name: "Nordics", memberIds: [ivar] };
const sales = { ...nordics, name: "Sales", memberIds: [anna] };

type Row = [what: string, rules: Rule[], expected: "allowed" | "denied", step: number, gates?: Gate[]];

/** The table of precedence, a row for each way in which its steps meet. */
const asWhole: Row[] = [
  ["nothing at all", [], "denied", 5],
  ["an allow", [allow()], "allowed", 4],
  ["an allow of something else", [allow({ permission: "deal:update" })], "denied", 5],
  ["a deny", [deny()], "denied", 3],
  ["a deny beside an allow", [allow(), deny()], "denied", 3],
  ["a deny beside a narrower allow", [allow({ recordId: record.id }), deny()], "denied", 3],
  ["a deny of one record", [allow(), deny({ recordId: record.id })], "denied", 3],
  ["a deny of another record", [allow(), deny({ recordId: other })], "allowed", 4],

  ["an override that allows", [letThrough(100)], "allowed", 2],
  ["an override that allows, against a deny", [deny(), letThrough(100)], "allowed", 2],
  ["an override that denies, against an allow", [allow(), keepOut(100)], "denied", 2],
  ["two overrides: the higher allows", [letThrough(200), keepOut(100)], "allowed", 2],
  ["two overrides: the higher denies", [letThrough(100), keepOut(200)], "denied", 2],
  ["two overrides on a tie", [letThrough(100), keepOut(100)], "denied", 2],
  ["a tie below one that allows", [letThrough(200), letThrough(100), keepOut(100)], "allowed", 2],
  ["a priority of 0 is an override, too", [deny(), letThrough(0)], "allowed", 2],
  [
    "an override that does not apply is passed over",
    [allow(), keepOut(200, { condition: isSmall })],
    "allowed",
    4,
  ],
  [
    "the highest that applies decides",
    [keepOut(300, { condition: isSmall }), letThrough(200), keepOut(100)],
    "allowed",
    2,
  ],
  [
    "no override applies, and a deny does",
    [allow(), deny(), letThrough(100, { condition: isSmall })],
    "denied",
    3,
  ],

  ["a gate, against an allow", [allow()], "denied", 1, [closed("all")]],
  ["a gate, against an override", [letThrough(1000)], "denied", 1, [closed("all")]],
  ["a gate for this permission", [allow()], "denied", 1, [closed(["deal:read"])]],
  ["a gate for another permission", [allow()], "allowed", 4, [closed(["deal:update"])]],
  ["a gate for writes does not close a read", [allow()], "allowed", 4, [closed("writes")]],
  ["any of several gates", [allow()], "denied", 1, [closed("writes"), closed("all")]],

  ["own, and it is a colleague's", [allow({ scope: "own" })], "denied", 5],
  ["team, and it is a teammate's", [allow({ scope: "team" })], "allowed", 4],
  ["a deny of one's own, and it is a colleague's", [allow(), deny({ scope: "own" })], "allowed", 4],
  ["a deny of the team's", [allow(), deny({ scope: "team" })], "denied", 3],
  ["a role for the team that the owner is in", [allow({ team: nordics })], "allowed", 4],
  ["a role for another team", [allow({ team: sales })], "denied", 5],
  ["own, of a role for a team", [allow({ scope: "own", team: nordics })], "denied", 5],

  ["a condition that holds", [allow({ condition: isBig })], "allowed", 4],
  ["a condition that does not", [allow({ condition: isSmall })], "denied", 5],
  ["a condition about what is not there", [allow({ condition: isLate })], "denied", 5],
  ["its opposite, which is as unknown", [allow({ condition: { op: "not", of: isLate } })], "denied", 5],
  ["a deny whose condition holds", [allow(), deny({ condition: isBig })], "denied", 3],
  ["a deny whose condition does not", [allow(), deny({ condition: isSmall })], "allowed", 4],
  ["a deny about what is not there", [allow(), deny({ condition: isLate })], "allowed", 4],
  ["an allow with a condition that nobody knows", [allow({ condition: isUnknown })], "denied", 5],
  ["a deny with a condition that nobody knows", [allow(), deny({ condition: isUnknown })], "denied", 3],
  [
    "an override that allows by such a condition",
    [allow(), letThrough(100, { condition: isUnknown })],
    "allowed",
    4,
  ],
  [
    "an override that denies by such a condition",
    [allow(), keepOut(100, { condition: isUnknown })],
    "denied",
    2,
  ],
  [
    "an unknown condition inside a known one",
    [allow({ condition: { op: "or", of: [isBig, isUnknown] } })],
    "denied",
    5,
  ],

  ["an allow of some fields opens the record", [allow({ fields: ["title"] })], "allowed", 4],
  ["a deny of some fields does not close it", [allow(), deny({ fields: ["valueMinor"] })], "allowed", 4],
];

/** The same for one field, the value. The record must be open, too. */
const ofValue: Row[] = [
  ["an allow", [allow()], "allowed", 4],
  ["an allow that names the field", [allow({ fields: ["valueMinor"] })], "allowed", 4],
  ["an allow that names others", [allow({ fields: ["stageId"] })], "denied", 5],
  [
    "two allows, one of them for the field",
    [allow({ fields: ["stageId"] }), allow({ fields: ["valueMinor"] })],
    "allowed",
    4,
  ],
  ["a deny that names the field", [allow(), deny({ fields: ["valueMinor"] })], "denied", 3],
  ["a deny that names others", [allow(), deny({ fields: ["stageId"] })], "allowed", 4],
  [
    "a deny that names the field, for other records",
    [allow(), deny({ fields: ["valueMinor"], scope: "own" })],
    "allowed",
    4,
  ],
  [
    "an override, against a deny of the field",
    [letThrough(100), deny({ fields: ["valueMinor"] })],
    "allowed",
    2,
  ],
  [
    "an override for the field alone",
    [allow(), deny({ fields: ["valueMinor"] }), letThrough(100, { fields: ["valueMinor"] })],
    "allowed",
    2,
  ],
  ["an override that denies the field", [allow(), keepOut(100, { fields: ["valueMinor"] })], "denied", 2],
  [
    "the record is closed",
    [allow({ scope: "own" }), allow({ scope: "own", fields: ["valueMinor"] })],
    "denied",
    5,
  ],
  ["a gate", [allow()], "denied", 1, [closed("all")]],
];

/** The title names the deal: whoever sees the deal sees it. To change it is another matter. */
const ofTitle: Row[] = [
  ["an allow of other fields", [allow({ fields: ["valueMinor"] })], "allowed", 4],
  ["a deny that names it", [allow(), deny({ fields: ["title"] })], "allowed", 4],
  ["the record is closed", [deny(), allow({ fields: ["title"] })], "denied", 3],
];

describe.each([
  ["a record", asWhole, undefined],
  ["the value of a record", ofValue, "valueMinor"],
  ["the title of a record", ofTitle, "title"],
] as const)("%s", (_, table, field) => {
  it.each(table)("%s: %3$s", (_what, rules, expected, step, gates = []) => {
    for (const ordered of [rules, rules.toReversed()]) {
      const access = accessBy(ordered, gates);
      expect(access.can("deal:read", record, { field })).toBe(expected === "allowed");
      expect(explain(access, "deal:read", record, { field })).toMatchObject({
        allowed: expected === "allowed",
        step,
      });
    }
  });
});

describe("what has no owner", () => {
  const product = { id: record.id, name: "GTX Basic", createdBy: maren };

  it("is opened by no scope but all, and closed by any", () => {
    const read = { permission: "product:read" } as const;
    expect(accessBy([allow({ ...read, scope: "own" })]).can("product:read", product)).toBe(false);
    expect(accessBy([allow({ ...read, scope: "team" })]).can("product:read", product)).toBe(false);
    expect(accessBy([allow({ ...read, team: nordics })]).can("product:read", product)).toBe(false);
    expect(accessBy([allow(read), deny({ ...read, scope: "own" })]).can("product:read", product)).toBe(false);
  });

  it("is nobody's while its owner is not set", () => {
    const unowned = { ...record, ownerId: null };
    expect(accessBy([allow({ scope: "own" }), allow({ scope: "team" })]).can("deal:read", unowned)).toBe(
      false,
    );
    expect(accessBy([allow(), deny({ scope: "own" })]).can("deal:read", unowned)).toBe(true);
  });
});

describe("what has no records", () => {
  it("is allowed or not as a whole, also by the time of day", () => {
    const early = { op: "lt", attr: "request.now", value: "2026-03-01T12:00:00Z" };
    const access = accessBy([allow({ permission: "import:create", condition: early })]);
    const at = (now: string) => access.might("import:create", { request: { now: new Date(now), ip: null } });
    expect(at("2026-03-01T11:59:59.999Z")).toBe(true);
    expect(at("2026-03-01T12:00:00Z")).toBe(false);
    expect(access.might("import:read")).toBe(false);
  });

  it("can be asked nothing of a record", () => {
    const condition = { op: "exists", attr: "record.ownerId" };
    expect(accessBy([allow({ permission: "import:create", condition })]).might("import:create")).toBe(false);
  });
});

describe("a suspended workspace", () => {
  it("can be read, and left with everything, but not changed", () => {
    const permissions = [
      "deal:read",
      "deal:update",
      "import:create",
      "role:assign",
      "export:create",
      "workspace:export",
    ] as const;
    const access = accessBy(
      permissions.map((permission) => allow({ permission })),
      [closed("writes")],
    );
    expect(permissions.filter((permission) => access.might(permission))).toEqual([
      "deal:read",
      "export:create",
      "workspace:export",
    ]);
  });
});
