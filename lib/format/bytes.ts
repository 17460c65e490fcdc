import { cached } from "./cache";
import { formatWith } from "./number";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

const formats = cached(
  (locale: string, unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 }),
);

/** `1.4 MB`, by powers of 1,000. */
export function formatBytes(bytes: number, locale: string): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return formatWith(formats(locale, units[power] ?? "byte"), bytes / 1000 ** power);
}
