import type { Columns, FieldValues } from "./types";

/** The values of the fields that the row has, under the names of their columns. */
export function pick(values: FieldValues, columns: Record<string, string>): Columns {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([field, column]) =>
      values.has(field) ? [[column, values.get(field)]] : [],
    ),
  );
}

export const asIs = (value: string): string => value;
