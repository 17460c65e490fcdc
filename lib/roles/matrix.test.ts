import { describe, expect, it } from "vitest";
import type { RuleBody } from "@/lib/rbac/policy";
import { inheritedCells, inheritedClosed, ruleKey, rulesOf, sheetOf } from "./matrix";

const rule = (given: Partial<RuleBody>): RuleBody => ({
  permission: "deal:read",
  effect: "allow",
  scope: "all",
  condition: null,
  fields: null,
  ...given,
});
const small = { op: "lte", attr: "record.valueMinor", value: 1_000_000 };

describe("the rules of a role as a sheet", () => {
  it("come out as they went in", () => {
    const rules = [
      rule({ permission: "company:read" }),
      rule({ permission: "deal:read", scope: "own" }),
      rule({ permission: "deal:read", effect: "deny", fields: ["probability", "valueMinor"] }),
      rule({ permission: "deal:update", scope: "team", condition: small }),
      rule({ permission: "deal:delete", effect: "deny" }),
      rule({ permission: "product:read", fields: ["sku"] }),
    ];
    expect(rulesOf(sheetOf(rules))).toEqual(rules);
  });

  it("show of several for one permission what counts: a never before all, then the wider", () => {
    const own = rule({ scope: "own" });
    expect(sheetOf([own, rule({ scope: "team" })]).cells).toEqual({ "deal:read": "team" });
    expect(sheetOf([rule({ effect: "deny" }), own]).cells).toEqual({ "deal:read": "never" });
    // For some records alone it is no "never".
    expect(sheetOf([rule({ effect: "deny", scope: "own" })])).toMatchObject({ cells: {}, special: [{}] });
  });

  it("show what comes from above with the nearest role that says so", () => {
    const above = [
      { id: "1", name: "Account executive", rules: [rule({ scope: "own" })] },
      {
        id: "2",
        name: "Sales rep",
        rules: [rule({ scope: "team" }), rule({ effect: "deny", fields: ["valueMinor"] })],
      },
      { id: "3", name: "Viewer", rules: [rule({ scope: "team" })] },
    ];
    expect(inheritedCells(above)).toEqual({ "deal:read": { cell: "team", from: "Sales rep" } });
    expect([...inheritedClosed(above, "deal:read")]).toEqual([["valueMinor", "Sales rep"]]);
  });

  it("tell apart by what they say, not by the order in which it is written", () => {
    const turned = { value: 1_000_000, attr: "record.valueMinor", op: "lte" };
    expect(ruleKey(rule({ condition: turned }))).toBe(ruleKey(rule({ condition: small })));
    expect(ruleKey(rule({ scope: "own" }))).not.toBe(ruleKey(rule({})));
  });
});
