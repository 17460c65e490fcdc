import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Value } from "../conditions/values";
import { always, listOf, never, orders } from "./values";

const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/**
 * A column of whole numbers against any number, exactly: a bound between two whole numbers becomes the one below, and what no column holds
 * is known beforehand. The column is compared as it is, so that its index stays usable.
 */
export function compareNumber(column: PgColumn, op: keyof typeof orders, value: number | bigint): SQL {
  if (!isWhole(value)) {
    if (op === "eq") return never(column);
    if (op === "ne") return always(column);
    const below = op === "lt" || op === "lte" ? "lte" : "gt";
    return compareNumber(column, below, Math.floor(Number(value)));
  }
  const whole = BigInt(value);
  const isAbove = whole > MAX;
  if (isAbove || whole < MIN) {
    const holds = op === "ne" || (isAbove ? op === "lt" || op === "lte" : op === "gt" || op === "gte");
    return holds ? always(column) : never(column);
  }
  return sql`${column} ${orders[op]} ${whole.toString()}::bigint`;
}

export function isNumberAmong(column: PgColumn, values: readonly Value[]): SQL {
  const held = values.flatMap((value) => {
    if (typeof value === "bigint") return value;
    return typeof value === "number" && isWhole(value) ? BigInt(value) : [];
  });
  const fitting = held.filter((value) => value >= MIN && value <= MAX);
  return fitting.length > 0 ? sql`${column} = any(${listOf(fitting)}::bigint[])` : never(column);
}

const isWhole = (value: number | bigint): boolean => typeof value === "bigint" || Number.isInteger(value);
