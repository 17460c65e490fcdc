import type { TimelineChange } from "./schema";

export type Values = Record<string, unknown>;

export const toValues = (value: unknown): Values =>
  typeof value === "object" && value !== null ? (value as Values) : {};

/** The fields of a change, in the order in which they stand. */
export function fieldsOf(changes: { before?: unknown; after?: unknown }) {
  const [before, after] = [toValues(changes.before), toValues(changes.after)];
  return { before, after, fields: [...new Set([...Object.keys(before), ...Object.keys(after)])] };
}

/** A field that nobody gave a name: `yearFounded` is "Year founded". */
export function labelOf(field: string): string {
  const words = field
    .replace(/[_\s]+/g, " ")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as it is: text as text, all else as JSON; null where there is none. */
export function rawValue(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A change of which nothing more is known than what it says. */
export function rawChanges(changes: { before?: unknown; after?: unknown } | null): TimelineChange[] {
  const { before, after, fields } = fieldsOf(changes ?? {});
  return fields.map((field) => ({
    label: labelOf(field),
    before: rawValue(before[field]),
    after: rawValue(after[field]),
  }));
}
