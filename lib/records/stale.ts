import { Conflict } from "@/lib/kernel/errors";
import { same } from "./changes";

/** What a second editor is shown: each field where the stored value is not theirs, and the version to save over. */
export type StaleDetails = {
  fields: {
    field: string;
    label: string;
    yours: unknown;
    theirs: unknown;
    yoursText?: string;
    theirsText?: string;
  }[];
  version: number;
  by: string;
  at: Date;
};

/** How values read that are not their own text (the name behind an id, an amount), by field. */
export type Wording = Partial<Record<string, (value: unknown) => string | undefined>>;

type Stored = { version: number; updatedAt: Date };

/**
 * The optimistic lock: refuses to overwrite a record that somebody else has changed since it was read. Of what is `hidden` from this
 * editor, it tells nothing.
 * @throws Conflict with `StaleDetails`; nothing was saved.
 */
export function assertFresh<Record_ extends Stored>(
  stored: Record_,
  version: number,
  yours: Partial<Record<keyof Record_ & string, unknown>>,
  labels: Partial<Record<keyof Record_ & string, string>>,
  by: string | null,
  { wording = {}, hidden = new Set() }: { wording?: Wording; hidden?: ReadonlySet<string> } = {},
): void {
  if (stored.version === version) return;
  const names = Object.keys(labels) as (keyof Record_ & string)[];
  const fields = names
    .filter((field) => field in yours && !hidden.has(field) && !same(yours[field], stored[field]))
    .map((field) => ({
      field,
      label: labels[field] ?? field,
      yours: yours[field] ?? null,
      theirs: stored[field] ?? null,
      yoursText: wording[field]?.(yours[field]),
      theirsText: wording[field]?.(stored[field]),
    }));
  const details: StaleDetails = {
    fields,
    version: stored.version,
    by: by ?? "Somebody else",
    at: stored.updatedAt,
  };
  throw new Conflict(
    "Somebody changed this record while you were editing it. Choose what to keep; nothing was saved.",
    details,
  );
}
