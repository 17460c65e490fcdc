import { cached } from "./cache";

export type Decimal = { negative: boolean; whole: string; fraction: string };

const separators = cached((locale: string) => {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(1234567.8);
  const group = parts.find((part) => part.type === "group")?.value ?? ",";
  const decimal = parts.find((part) => part.type === "decimal")?.value ?? ".";
  return { group, decimal };
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Reads a number as people of `locale` write it: `1,234.50`, `-3`, `−3`. Returns null for anything else, also where
 * the grouping does not add up (`1,23`): guessing there would be off by a hundred.
 */
export function parseDecimal(text: string, locale: string): Decimal | null {
  const { group, decimal } = separators(locale);
  // Locales that group with a space or an apostrophe: people type any of them, or none.
  const spaced = !/[.,]/.test(group);
  const plain = text.trim().replace(/[\u2212\u2013]/g, "-");
  const compact = spaced ? plain.replace(/[\s'\u2019]/g, "") : plain;
  const g = escaped(group);
  const shape = spaced
    ? new RegExp(`^(-?)(\\d+)(?:${escaped(decimal)}(\\d*))?$`)
    : new RegExp(`^(-?)(\\d{1,3}(?:${g}\\d{2,3})*${g}\\d{3}|\\d+)(?:${escaped(decimal)}(\\d*))?$`);
  const found = shape.exec(compact) ?? new RegExp(`^(-?)()${escaped(decimal)}(\\d+)$`).exec(compact);
  if (!found) return null;
  const whole = (found[2] ?? "").replaceAll(group, "").replace(/^0+(?=\d)/, "");
  return { negative: found[1] === "-", whole: whole || "0", fraction: found[3] ?? "" };
}

/** A plain number from what a person typed, or null when it is not one. */
export function parseNumber(text: string, locale: string): number | null {
  const read = parseDecimal(text, locale);
  return read && Number(`${read.negative ? "-" : ""}${read.whole}.${read.fraction || "0"}`);
}
