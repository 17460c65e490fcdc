import { type SQL, sql } from "drizzle-orm";
import type { Truth } from "../conditions/truth";

/** What a condition comes to for a table's rows: known beforehand, or to be asked of each. */
export type Predicate = SQL | Truth;

const unknown = sql`null::boolean`;
const asSql = (predicate: SQL | null): SQL => predicate ?? unknown;

/** Of three-valued predicates, with what is known taken out. `settling` is true for "or", false for "and". */
function combined(settling: boolean, predicates: readonly Predicate[]): Predicate {
  const open = predicates.filter((predicate) => predicate !== !settling);
  if (open.includes(settling)) return settling;
  const parts = open.filter((predicate) => typeof predicate !== "boolean");
  const [first, ...rest] = parts.includes(null) ? [null, ...parts.filter((part) => part !== null)] : parts;
  if (first === undefined) return !settling;
  if (rest.length === 0) return first;
  return sql`(${sql.join([first, ...rest].map(asSql), settling ? sql` or ` : sql` and `)})`;
}

export const allOf = (predicates: readonly Predicate[]): Predicate => combined(false, predicates);
export const anyOf = (predicates: readonly Predicate[]): Predicate => combined(true, predicates);

export function not(predicate: Predicate): Predicate {
  if (predicate === null) return null;
  return typeof predicate === "boolean" ? !predicate : sql`not (${predicate})`;
}

/** What is not met: `not` alone would leave unknown what is unknown, and a deny that is unknown does not deny. */
export function isNotTrue(predicate: Predicate): Predicate {
  if (predicate === null || typeof predicate === "boolean") return predicate !== true;
  return sql`(${predicate}) is not true`;
}
