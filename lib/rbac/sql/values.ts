import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Value } from "../conditions/values";

export const orders = {
  eq: sql.raw("="),
  ne: sql.raw("<>"),
  lt: sql.raw("<"),
  lte: sql.raw("<="),
  gt: sql.raw(">"),
  gte: sql.raw(">="),
};

/** An array as one parameter, so that the statement is the same however long the list is. */
export const listOf = (values: readonly Value[]): string =>
  `{${values.map((value) => `"${String(value).replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;

/** False; unknown where the column is null. */
export const never = (column: PgColumn): SQL => sql`(${column} is null and null)`;

/** True; unknown where the column is null. */
export const always = (column: PgColumn): SQL => sql`(${column} is not null or null)`;
