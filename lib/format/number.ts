import { cached } from "./cache";

const decimals = cached(
  (locale: string, digits: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

const percents = cached(
  (locale: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "percent",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);

const deltas = cached(
  (locale: string, style: "decimal" | "percent") =>
    new Intl.NumberFormat(locale, {
      style,
      signDisplay: "exceptZero",
      maximumFractionDigits: style === "percent" ? 1 : 0,
    }),
);

/** Formats with a true minus sign (U+2212), which is as wide as a digit and lines up in columns. */
export function formatWith(format: Intl.NumberFormat, value: number | bigint | Intl.StringNumericLiteral) {
  return format.format(value).replace("-", "\u2212");
}

/** `1,234`; `digits` fixes the decimals, so that a column shows the same number of them. */
export function formatNumber(
  value: number | bigint | Intl.StringNumericLiteral,
  locale: string,
  digits = 0,
): string {
  return formatWith(decimals(locale, digits), value);
}

/** `0.634` as `63.4%`. */
export function formatPercent(ratio: number, locale: string, digits = 1): string {
  return formatWith(percents(locale, digits), ratio);
}

/** A change with its sign: `+12`, `−3`, `0`. What it compares with is the caller's to say. */
export function formatDelta(value: number, locale: string, style: "decimal" | "percent" = "decimal"): string {
  return formatWith(deltas(locale, style), value);
}
