import { minorDigits } from "@/lib/format/money";
import { bare, type Decimal, type NumberFormat, readDecimal } from "./number";
import { no, ok, quoted, type Result } from "./result";

/** What one unit in the column stands for; chosen by a person, never guessed ("revenue in millions"). */
export const moneyUnits = { one: 0, thousand: 3, million: 6, billion: 9 } as const;
export type MoneyUnit = keyof typeof moneyUnits;

const signs: Record<string, string> = {
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  "₩": "KRW",
};
/** Dollars, pesos and yuan of many countries share a sign: such a sign contradicts nothing among them. */
const shared: Record<string, RegExp> = {
  $: /^(USD|CAD|AUD|NZD|SGD|HKD|MXN|ARS|CLP|COP|TWD|BRL)$/,
  "¥": /^(JPY|CNY)$/,
};

/** An amount in minor units of `currency`. A cell that names another currency is refused, not converted. */
export function readMoney(
  cell: string,
  options: { format: NumberFormat; unit: MoneyUnit; currency: string },
): Result<bigint> {
  const named = namedCurrency(cell, options.currency);
  if (named && named !== options.currency)
    return no(`${quoted(cell.trim())} is in ${named}, but this import is in ${options.currency}`);
  const decimal = readDecimal(bare(cell), options.format);
  return decimal.ok
    ? toMinor(decimal.value, cell, options)
    : no(`${quoted(cell.trim())} is not an amount like ${options.format}`);
}

function toMinor(
  decimal: Decimal,
  cell: string,
  { unit, currency }: { unit: MoneyUnit; currency: string },
): Result<bigint> {
  const decimals = minorDigits(currency);
  const shift = moneyUnits[unit] + decimals - decimal.decimals;
  const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  if (decimal.digits % divisor !== 0n)
    return no(`${quoted(cell.trim())} has more decimals than ${currency} has (${decimals})`);
  const minor = shift < 0 ? decimal.digits / divisor : decimal.digits * 10n ** BigInt(shift);
  if (minor > 2n ** 53n || minor < -(2n ** 53n)) return no(`${quoted(cell.trim())} is out of range`);
  return ok(minor);
}

function namedCurrency(cell: string, currency: string): string | undefined {
  const code = /(?:^|[\s\d(.,])([A-Z]{3})(?:$|[\s\d).,])/.exec(cell)?.[1];
  if (code) return code;
  const sign = /\p{Sc}/u.exec(cell)?.[0];
  if (!sign || shared[sign]?.test(currency)) return undefined;
  return signs[sign];
}
