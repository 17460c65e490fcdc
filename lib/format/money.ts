import { cached } from "./cache";
import { parseDecimal } from "./decimal";
import { formatNumber, formatWith } from "./number";

/** An amount with its currency; null where one of them is missing. */
export const moneyIn = (amountMinor: bigint | null, currency: string | null): Money | null =>
  amountMinor === null || currency === null ? null : { amountMinor, currency };

export type Money = { amountMinor: bigint; currency: string };

/** How many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export const minorDigits = cached(
  (currency: string) =>
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2,
);

const formats = cached(
  (
    locale: string,
    currency: string,
    display: "narrowSymbol" | "code",
    size: "exact" | "whole" | "compact",
  ) => {
    const digits = size === "exact" ? minorDigits(currency) : 0;
    return new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: display,
      ...(size === "compact"
        ? { notation: "compact", maximumFractionDigits: 1 }
        : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    });
  },
);

/** Minor units as an exact decimal (`-123450` of USD is `-1234.50`): a float would lose cents above 2^53. */
export function toDecimal({ amountMinor, currency }: Money): Intl.StringNumericLiteral {
  const digits = minorDigits(currency);
  const text = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = digits > 0 ? `.${text.slice(-digits)}` : "";
  return `${amountMinor < 0n ? "-" : ""}${whole}${fraction}` as Intl.StringNumericLiteral;
}

type Options = {
  locale: string;
  /** The workspace's own currency shows its symbol; any other shows its code, so that nobody adds them up. */
  home?: string;
  /** Leave the minor units out, for headlines and charts; the exact figure belongs in the hover. */
  whole?: boolean;
  /** `$1.2M`, for axes and tight places. */
  compact?: boolean;
};

export function formatMoney(money: Money, { locale, home, whole, compact }: Options): string {
  const display = home === undefined || home === money.currency ? "narrowSymbol" : "code";
  const size = compact ? "compact" : whole ? "whole" : "exact";
  return formatWith(formats(locale, money.currency, display, size), toDecimal(money));
}

/** The amount alone, grouped, as it stands in an input: `1,234.50`. */
export function formatAmount(money: Money, locale: string): string {
  return formatNumber(toDecimal(money), locale, minorDigits(money.currency));
}

/** PostgreSQL's bigint ends at 9.22e18; sums need room above a single amount. */
const largest = 10n ** 17n;

type Parsed = { ok: true; amountMinor: bigint } | { ok: false; reason: string };

/**
 * Reads an amount as people of `locale` write it, with or without the currency's code or symbol. Never rounds: more
 * decimals than the currency has is an error, with the reason in words.
 */
export function parseMoney(text: string, currency: string, locale: string): Parsed {
  const bare = text.replace(/\p{Sc}/gu, "").replace(new RegExp(`^\\s*${currency}|${currency}\\s*$`, "i"), "");
  const digits = minorDigits(currency);
  const read = parseDecimal(bare, locale);
  const example = formatAmount({ amountMinor: 1234n * 10n ** BigInt(digits), currency }, locale);
  if (!read) return { ok: false, reason: `Write an amount such as ${example}.` };
  const fraction = read.fraction.replace(/0+$/, "");
  if (fraction.length > digits) {
    return { ok: false, reason: `${currency} has ${digits || "no"} decimals: write ${example}.` };
  }
  const minor = BigInt(read.whole + fraction.padEnd(digits, "0"));
  if (minor > largest) return { ok: false, reason: "This amount is too large." };
  return { ok: true, amountMinor: read.negative ? -minor : minor };
}
