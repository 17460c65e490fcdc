import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { notCondition } from "../hard-values.fixture";
import { parseCondition } from "./parse";

const problems = (value: unknown, resource: Parameters<typeof parseCondition>[1] = "deal") =>
  parseCondition(value, resource).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ??
  [];

const nested = (depth: number): unknown =>
  depth === 1 ? { op: "exists", attr: "record.ownerId" } : { op: "not", of: nested(depth - 1) };

describe("a condition that is written", () => {
  it("is taken as it is", () => {
    const condition = {
      op: "and",
      of: [
        { op: "lte", attr: "record.valueMinor", value: 1_000_000 },
        { op: "in", attr: "record.stageId", value: ["01890a5d-ac96-774b-bcce-b302099a8057"] },
        { op: "not", of: { op: "eq", attr: "record.ownerId", value: { var: "member.id" } } },
        { op: "gte", attr: "record.expectedCloseDate", value: { var: "request.today" } },
        { op: "in", attr: "member.teamIds", value: ["01890a5d-ac96-774b-bcce-b302099a8058"] },
      ],
    };
    expect(parseCondition(condition, "deal")).toEqual({ success: true, data: condition });
  });

  it("is refused with what is wrong, where, and what there is instead", () => {
    expect(problems({ op: "like", attr: "record.title", value: "GTX%" })).toEqual([
      'op: There is no operator "like". There are: eq, ne, lt, lte, gt, gte, in, nin, exists, and, or, not.',
    ]);
    expect(problems({ op: "or", of: [{ op: "exists", attr: "record.colour" }] })[0]).toMatch(
      /^of\.0\.attr: There is no attribute "record\.colour"\. There are: record\.title, .*member\.id/,
    );
    expect(problems({ op: "eq", attr: "record.valueMinor", value: "much" })).toEqual([
      'value: Value is compared with a number, not with "much".',
    ]);
    expect(problems({ op: "lt", attr: "record.ownerId", value: { var: "member.id" } })).toEqual([
      "op: Owner cannot be asked with lt: use eq, ne, in, nin, exists.",
    ]);
    expect(problems({ op: "eq", attr: "record.expectedCloseDate", value: "2026-02-30" })).toEqual([
      'value: Expected close is compared with a date, YYYY-MM-DD, not with "2026-02-30".',
    ]);
    expect(problems({ op: "exists", attr: "record.ownerId", value: true })).toEqual([
      'value: exists takes attr, and not "value".',
    ]);
  });

  it("has every mistake told at once", () => {
    const mistakes = [{ op: "perhaps" }, { op: "eq", attr: "record.title", value: 5 }, "always"];
    expect(problems({ op: "and", of: mistakes })).toHaveLength(3);
  });

  it("asks of what has no records for the person and the request alone", () => {
    const late = { op: "gt", attr: "request.today", value: "2026-03-01" };
    expect(problems(late, null)).toEqual([]);
    expect(problems({ op: "exists", attr: "record.ownerId" }, null)).toHaveLength(1);
  });

  it("asks for custom fields where there are some", () => {
    const isRed = { op: "eq", attr: "record.custom.colour", value: "red" };
    expect(problems(isRed, "company")).toEqual([]);
    expect(problems(isRed, "deal")).toHaveLength(1);
    expect(problems({ ...isRed, attr: "record.custom." }, "company")).toHaveLength(1);
  });

  it("is neither too deep, nor too large, nor compared with too much", () => {
    const exists = { op: "exists", attr: "record.ownerId" };
    const list = (length: number) => ({
      op: "in",
      attr: "record.title",
      value: Array.from({ length }, String),
    });
    expect(problems(nested(8))).toEqual([]);
    expect(problems(nested(9))[0]).toContain("8 deep at most");
    expect(problems({ op: "or", of: Array.from({ length: 49 }, () => exists) })).toEqual([]);
    expect(problems({ op: "or", of: Array.from({ length: 500 }, () => exists) })).toEqual([
      ": A condition has 50 parts at most.",
    ]);
    expect(problems(list(200))).toEqual([]);
    expect(problems(list(201))[0]).toContain("a list of 1 to 200 values");
    expect(problems({ op: "eq", attr: "record.title", value: "x".repeat(501) })[0]).toContain(
      "up to 500 characters",
    );
  });

  it("is refused for everything that is met as unknown", () => {
    for (const value of fc.sample(notCondition, 200)) expect(problems(value)).not.toEqual([]);
  });

  it.each([{ __proto__: null }, Number.NaN, null, undefined, [[]], { op: { toString: () => "eq" } }])(
    "is no %s",
    (value) => expect(problems(value)).not.toEqual([]),
  );
});
