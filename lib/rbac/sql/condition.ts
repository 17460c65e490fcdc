import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Checked, Test } from "../conditions/check";
import { type Env, isList, testHolds, valuesOf } from "../conditions/evaluate";
import type { Value } from "../conditions/values";
import { allOf, anyOf, not, type Predicate } from "./boolean";
import { compareCustom, customExists } from "./custom";
import { compareNumber, isNumberAmong } from "./numbers";
import { listOf, never, orders } from "./values";

export type Columns = Readonly<Record<string, PgColumn>>;

/** A condition as a predicate over a table's rows. What it asks of the member and the request is known and stands in it as values. */
export function conditionSql(condition: Checked, columns: Columns, env: Env): Predicate {
  switch (condition.kind) {
    case "and":
      return allOf(condition.of.map((part) => conditionSql(part, columns, env)));
    case "or":
      return anyOf(condition.of.map((part) => conditionSql(part, columns, env)));
    case "not":
      return not(conditionSql(condition.of, columns, env));
    case "test":
      return testSql(condition, columns, env);
  }
}

function testSql(test: Test, columns: Columns, env: Env): Predicate {
  const { op, subject } = test;
  if (subject.of === "member" || subject.of === "request") return testHolds(test, env);
  const column = columns[subject.of === "custom" ? "customFields" : subject.key];
  if (!column) throw new Error(`This table has no column for ${subject.attr}.`);
  if (op === "exists") return exists(test, column);
  const values = valuesOf(test, env);
  if (values === null) return null;
  if (op === "in") return isAmong(test, column, values);
  if (op === "nin") return not(isAmong(test, column, values));
  const [value] = values;
  if (value === undefined) return null;
  if (isList(subject.type)) {
    const held = isAmong(test, column, values);
    return op === "eq" ? held : not(held);
  }
  return comparison(test, column, op, value);
}

function exists({ subject }: Test, column: PgColumn): SQL {
  if (subject.of === "custom") return customExists(column, subject.key);
  return isList(subject.type)
    ? sql`(${column} is not null and cardinality(${column}) > 0)`
    : sql`${column} is not null`;
}

function comparison({ subject }: Test, column: PgColumn, op: keyof typeof orders, value: Value): SQL {
  const by = orders[op];
  if (subject.of === "custom") return compareCustom(column, subject.key, op, value);
  if (typeof value === "boolean") return sql`${column} ${by} ${value}::boolean`;
  if (subject.type === "moment") return compareMoment(column, op, Number(value));
  if (typeof value !== "string") return compareNumber(column, op, value);
  if (subject.type === "id") return sql`${column} ${by} ${value}::uuid`;
  if (subject.type === "date") return sql`${column} ${by} ${value}::date`;
  const isOrder = op !== "eq" && op !== "ne";
  return isOrder ? sql`${column} collate "C" ${by} ${value}::text` : sql`${column} ${by} ${value}::text`;
}

/** Precise to the millisecond, without a function around the column: an index on it stays usable. */
function compareMoment(column: PgColumn, op: keyof typeof orders, ms: number): SQL {
  const from = sql`${new Date(ms).toISOString()}::timestamptz`;
  const next = sql`${new Date(ms + 1).toISOString()}::timestamptz`;
  switch (op) {
    case "lt":
      return sql`${column} < ${from}`;
    case "lte":
      return sql`${column} < ${next}`;
    case "gt":
      return sql`${column} >= ${next}`;
    case "gte":
      return sql`${column} >= ${from}`;
    case "eq":
      return sql`(${column} >= ${from} and ${column} < ${next})`;
    case "ne":
      return sql`(${column} < ${from} or ${column} >= ${next})`;
  }
}

function isAmong(test: Test, column: PgColumn, values: readonly Value[]): Predicate {
  const { type } = test.subject;
  if (type === "texts") return sql`${column} && ${listOf(values)}::text[]`;
  if (values.length === 0 && type !== "json") return never(column);
  if (type === "number") return isNumberAmong(column, values);
  if (type === "id") return sql`${column} = any(${listOf(values)}::uuid[])`;
  if (type === "date") return sql`${column} = any(${listOf(values)}::date[])`;
  if (type === "text") return sql`${column} = any(${listOf(values)}::text[])`;
  return anyOf(values.map((value) => comparison(test, column, "eq", value)));
}
