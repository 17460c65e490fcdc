import { numberFormat } from "./cache";

/** Formats with a true minus sign (U+2212), which is as wide as a digit and lines up in columns. */
export function formatWith(format: Intl.NumberFormat, value: number | bigint | Intl.StringNumericLiteral) {
  return format.format(value).replace("-", "\u2212");
}

/** `1,234`; `digits` fixes the decimals, so that a column shows the same number of them. */
export function formatNumber(value: number | bigint, locale: string, digits = 0): string {
  return formatWith(
    numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    value,
  );
}

/** `0.634` as `63.4%`. */
export function formatPercent(ratio: number, locale: string, digits = 1): string {
  return formatWith(
    numberFormat(locale, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }),
    ratio,
  );
}

/** A change with its sign: `+12`, `−3`, `0`. What it compares with is the caller's to say. */
export function formatDelta(value: number, locale: string, style: "number" | "percent" = "number"): string {
  const digits = style === "percent" ? 1 : 0;
  return formatWith(
    numberFormat(locale, {
      style: style === "percent" ? "percent" : "decimal",
      signDisplay: "exceptZero",
      maximumFractionDigits: digits,
    }),
    value,
  );
}
