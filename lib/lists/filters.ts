import { inArray, isNull, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The ids among a filter's values: the rest is somebody's typing in the address, and matches nothing. */
export const idsOf = (values: readonly string[] = []): string[] => values.filter((value) => UUID.test(value));

/**
 * Rows whose reference is one of a filter's values; `none` stands for no reference at all. `readable` are the ids that the reader may
 * know of, where they are not all.
 */
export function refersTo(
  column: PgColumn,
  values: readonly string[] | undefined,
  readable?: (ids: string[]) => SQL | undefined,
): SQL | undefined {
  if (!values) return undefined;
  const ids = idsOf(values);
  const known = readable?.(ids);
  const named = known ? inArray(column, known) : inArray(column, ids);
  return values.includes("none") ? or(isNull(column), named) : named;
}

/** Texts of a filter, which are written in the address so that a comma inside one is not taken for the next. */
export const textsOf = (values: readonly string[]): string[] => values.map(decode);

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
