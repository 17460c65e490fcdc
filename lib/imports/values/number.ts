import { no, ok, quoted, type Result } from "./result";

/** How a column writes its numbers: the name is an example. */
export const numberFormats = ["1,234.56", "1.234,56", "1 234,56"] as const;
export type NumberFormat = (typeof numberFormats)[number];

/** A number as written, exactly: `digits` scaled down by ten to the power of `decimals`. */
export type Decimal = { digits: bigint; decimals: number };

const patterns: Record<NumberFormat, RegExp> = {
  "1,234.56": /^(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d+))?$/,
  "1.234,56": /^(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,(\d+))?$/,
  "1 234,56": /^(?:\d{1,3}(?:[ \u00a0\u202f']\d{3})+|\d+)?(?:,(\d+))?$/,
};

/** Reads one number in the given format; a minus sign of any kind, or brackets around it, makes it negative. */
export function readDecimal(cell: string, format: NumberFormat): Result<Decimal> {
  const text = cell.trim();
  const bracketed = /^\((.*)\)$/.exec(text);
  const signed = /^([-\u2212+]?)\s*(.*?)$/su.exec(bracketed?.[1] ?? text);
  const body = (signed?.[2] ?? "").trim();
  const match = patterns[format].exec(body);
  const digits = body.replace(/\D/g, "");
  if (!match || digits === "") return no(`${quoted(text)} is not a number like ${format}`);
  if (digits.length > 30) return no(`${quoted(text)} has more digits than a number can have here`);
  const negative = bracketed !== null || signed?.[1] === "-" || signed?.[1] === "\u2212";
  const value = BigInt(digits);
  return ok({ digits: negative ? -value : value, decimals: match[1]?.length ?? 0 });
}

/** Reads a whole number that PostgreSQL's `integer` can hold and that is not negative. */
export function readInteger(cell: string, format: NumberFormat): Result<number> {
  const decimal = readDecimal(cell, format);
  if (!decimal.ok) return decimal;
  const scale = 10n ** BigInt(decimal.value.decimals);
  if (decimal.value.digits % scale !== 0n) return no(`${quoted(cell.trim())} is not a whole number`);
  const value = decimal.value.digits / scale;
  if (value < 0n || value > 2_147_483_647n) return no(`${quoted(cell.trim())} is out of range`);
  return ok(Number(value));
}

/**
 * The formats that every number of the column can be read in. More than one, where they disagree about a value
 * ("1,234" is one thousand or one and a bit), is a question for the person; the first is only a proposal.
 */
export function possibleNumberFormats(cells: string[]): { formats: NumberFormat[]; ambiguous: boolean } {
  const numbers = cells.map(bare).filter((cell) => cell !== "");
  const read = numberFormats.map((format) => ({
    format,
    values: numbers.map((cell) => {
      const result = readDecimal(cell, format);
      return result.ok ? canonical(result.value) : null;
    }),
  }));
  const most = Math.max(...read.map(({ values }) => values.filter((value) => value !== null).length));
  const best = read.filter(({ values }) => values.filter((value) => value !== null).length === most);
  const first = best[0];
  const ambiguous = best.some(({ values }) => values.some((value, at) => value !== first?.values[at]));
  return { formats: best.map(({ format }) => format), ambiguous };
}

/** The cell without currency signs and codes, which say nothing about separators. */
export const bare = (cell: string): string => cell.replace(/\p{Sc}|\b[A-Z]{3}\b/gu, "").trim();

function canonical({ digits, decimals }: Decimal): string {
  const zeros = /0*$/.exec(digits.toString().slice(-decimals || undefined))?.[0].length ?? 0;
  const cut = digits === 0n ? decimals : Math.min(zeros, decimals);
  return `${digits / 10n ** BigInt(cut)}e-${decimals - cut}`;
}
