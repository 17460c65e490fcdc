import type { Standing } from "@/lib/records/standing";

type Shown = { hidden?: string[]; standing: Standing };

/** Why fields of a record cannot be changed by this person, by field: for its form. */
export const lockedOf = ({ hidden = [], standing }: Shown): Record<string, string> => ({
  ...standing.locked,
  ...Object.fromEntries(hidden.map((field) => [field, "Hidden from you: it stays as it is."])),
});

/** What a property shows, and that it is hidden where it is. */
export const propertyOf =
  ({ hidden }: { hidden?: string[] }) =>
  <Value>(field: string, label: string, value: Value) => ({ label, value, hidden: hidden?.includes(field) });
