import { PgDialect } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { deals } from "@/db/schema/tenant";
import type { Gate, Rule } from "../policy";
import { accessBy, allow, anna, closed, deny, ivar, keepOut, letThrough, maren } from "../rules.fixture";
import { whereOf } from "./where";

const dialect = new PgDialect();

function compiled(rules: readonly Rule[], field?: string, gates: readonly Gate[] = []) {
  const where = whereOf(accessBy(rules, gates), "deal:read", deals, { field });
  return where && dialect.sqlToQuery(where);
}

const big = { op: "gt", attr: "record.valueMinor", value: 100 };

describe("the condition of a list", () => {
  it("is none for who may see everything: the list costs what it did", () => {
    expect(compiled([allow()])).toBeUndefined();
    expect(compiled([allow(), allow({ scope: "own" }), letThrough(100)])).toBeUndefined();
    expect(
      compiled([allow(), deny({ condition: { op: "eq", attr: "member.title", value: "Guest" } })]),
    ).toBeUndefined();
  });

  it("is none of the rows for who may see nothing, and asks for none", () => {
    for (const [rules, gates] of [
      [[], []],
      [[allow(), deny()], []],
      [[allow(), keepOut(1)], []],
      [[allow()], [closed("all")]],
    ] as const)
      expect(compiled(rules, undefined, gates)).toEqual({ sql: "false", params: [] });
  });

  it("compares columns as they are, so that an index serves it", () => {
    expect(compiled([allow({ scope: "own" })])).toMatchObject({
      sql: '"deals"."owner_id" = $1::uuid',
      params: [maren],
    });
    expect(compiled([allow({ scope: "team" })])).toMatchObject({
      sql: '"deals"."owner_id" = any($1::uuid[])',
      params: [`{"${maren}","${ivar}"}`],
    });
  });

  it("denies what is true, and not what is unknown", () => {
    expect(compiled([allow(), deny({ condition: big })])?.sql).toBe(
      '("deals"."value_minor" > $1::bigint) is not true',
    );
  });

  it("takes many single records in one parameter", () => {
    const records = Array.from(
      { length: 1000 },
      (_, n) => `${anna.slice(0, -4)}${String(n).padStart(4, "0")}`,
    );
    const condition = compiled(records.map((recordId) => allow({ recordId })));
    expect(condition?.sql).toBe('"deals"."id" = any($1::uuid[])');
    expect(condition?.params).toHaveLength(1);
  });

  it("asks for a field beside the record, when a rule is about fields", () => {
    const rules = [allow(), deny({ fields: ["valueMinor"], scope: "own" })];
    expect(compiled(rules)).toBeUndefined();
    expect(compiled(rules, "valueMinor")?.sql).toBe('("deals"."owner_id" = $1::uuid) is not true');
    expect(compiled(rules, "title")).toBeUndefined();
  });
});
