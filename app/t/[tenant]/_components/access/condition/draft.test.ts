import { describe, expect, it } from "vitest";
import type { Condition } from "@/lib/rbac/conditions/schema";
import { draftOf, newGroup, newTest, readDraft } from "./draft";

const small: Condition = { op: "lte", attr: "record.valueMinor", value: 1_000_000 };
const mine: Condition = { op: "eq", attr: "record.ownerId", value: { var: "member.id" } };
const open: Condition = { op: "in", attr: "record.currency", value: ["USD", "NOK"] };
const undated: Condition = { op: "not", of: { op: "exists", attr: "record.expectedCloseDate" } };

describe("a condition in the builder", () => {
  it.each<[string, Condition]>([
    ["one comparison", small],
    ["all of several", { op: "and", of: [small, open] }],
    ["one of several, nested", { op: "or", of: [mine, { op: "and", of: [small, undated] }] }],
    ["none of several", { op: "not", of: { op: "or", of: [small, mine] } }],
    ["not all of several", { op: "not", of: { op: "and", of: [small, mine] } }],
    ["not one", { op: "not", of: small }],
    ["what the form cannot show", { op: "and", of: [{ op: "gt", attr: "record.title", value: "M" }, small] }],
    ["an attribute of later", { op: "eq", attr: "record.colour", value: "red" }],
  ])("comes out as it went in: %s", (_name, condition) => {
    expect(readDraft(draftOf(condition, "deal"), "deal")).toEqual({ condition, problem: null });
  });

  it("is none when nothing is in it", () => {
    expect(readDraft(draftOf(null, "deal"), "deal")).toEqual({ condition: null, problem: null });
  });

  it("says what is missing, and is no condition until it is there", () => {
    const value = newTest({ attr: "record.valueMinor", label: "Value", type: "number" });
    expect(readDraft(newGroup("all", [value]), "deal")).toEqual({
      condition: null,
      problem: "Say what “Value” is compared with.",
    });
    expect(readDraft(newGroup("all", [newGroup("any")]), "deal").problem).toMatch(/group has no condition/);
    const custom = newTest({ attr: "record.custom.", label: "Custom field", type: "text" });
    expect(readDraft(newGroup("all", [custom]), "company").problem).toMatch(/Name the custom field/);
  });
});
