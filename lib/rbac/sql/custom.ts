import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Value } from "../conditions/values";
import { orders } from "./values";

const field = (column: PgColumn, key: string): SQL => sql`(${column} -> ${key}::text)`;

/** JSON's null is nothing, and so is an empty list. */
export const customExists = (column: PgColumn, key: string): SQL =>
  sql`coalesce(${field(column, key)}, 'null'::jsonb) not in ('null'::jsonb, '[]'::jsonb)`;

/** The field as text when it holds what `type` says, otherwise null: a function's result, so that a cast of it never meets anything else. */
const held = (column: PgColumn, key: string, type: "string" | "number" | "boolean"): SQL =>
  sql`(jsonb_path_query_first(${field(column, key)}, ${sql.raw(`'strict $ ? (@.type() == "${type}")'`)}) #>> '{}')`;

/** A custom field against a value; unknown where it is not there or holds another type. */
export function compareCustom(column: PgColumn, key: string, op: keyof typeof orders, value: Value): SQL {
  const by = orders[op];
  if (typeof value === "string") return sql`${held(column, key, "string")} collate "C" ${by} ${value}::text`;
  if (typeof value === "boolean") return sql`${held(column, key, "boolean")} ${by} ${String(value)}::text`;
  return sql`${held(column, key, "number")}::numeric ${by} ${String(value)}::numeric`;
}
