import { no, ok, quoted, type Result } from "./result";

/** The ways of writing a date that are known, each with 31 January 2017; a column has one of them. */
export const dateExamples = {
  "YYYY-MM-DD": "2017-01-31",
  "M/D/YYYY": "1/31/2017",
  "D/M/YYYY": "31/1/2017",
  "D.M.YYYY": "31.1.2017",
  "M-D-YYYY": "1-31-2017",
  "D-M-YYYY": "31-1-2017",
  "YYYY/M/D": "2017/1/31",
  "D MMM YYYY": "31 Jan 2017",
  "MMM D, YYYY": "Jan 31, 2017",
  "M/D/YY": "1/31/17",
  "D/M/YY": "31/1/17",
  "Excel day number": "42766",
} as const;
export type DateFormat = keyof typeof dateExamples;
export const dateFormats = Object.keys(dateExamples) as [DateFormat, ...DateFormat[]];

/** A time of day after the date is allowed, and left out: these fields hold days. */
const time = String.raw`(?:[T ,]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`;
const rule = (pattern: string, order: string) => ({ pattern: new RegExp(`^${pattern}${time}$`, "u"), order });

const rules: Record<Exclude<DateFormat, "Excel day number">, { pattern: RegExp; order: string }> = {
  "YYYY-MM-DD": rule(String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`, "ymd"),
  "M/D/YYYY": rule(String.raw`(\d{1,2})/(\d{1,2})/(\d{4})`, "mdy"),
  "D/M/YYYY": rule(String.raw`(\d{1,2})/(\d{1,2})/(\d{4})`, "dmy"),
  "D.M.YYYY": rule(String.raw`(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})`, "dmy"),
  "M-D-YYYY": rule(String.raw`(\d{1,2})-(\d{1,2})-(\d{4})`, "mdy"),
  "D-M-YYYY": rule(String.raw`(\d{1,2})-(\d{1,2})-(\d{4})`, "dmy"),
  "YYYY/M/D": rule(String.raw`(\d{4})/(\d{1,2})/(\d{1,2})`, "ymd"),
  "D MMM YYYY": rule(String.raw`(\d{1,2})\.?[ -]([\p{L}]{3,9})\.?,?[ -](\d{4})`, "dmy"),
  "MMM D, YYYY": rule(String.raw`([\p{L}]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})`, "mdy"),
  "M/D/YY": rule(String.raw`(\d{1,2})/(\d{1,2})/(\d{2})`, "mdy"),
  "D/M/YY": rule(String.raw`(\d{1,2})/(\d{1,2})/(\d{2})`, "dmy"),
};

const months = "january february march april may june july august september october november december".split(
  " ",
);

/** No date with its time is longer; on a long text the patterns would hold the server for minutes. */
const LONGEST = 60;

/** A calendar day as "YYYY-MM-DD". Days that do not exist are refused. */
export function readDate(cell: string, format: DateFormat): Result<string> {
  const text = cell.trim();
  if (text.length > LONGEST) return no(`${quoted(text)} is too long for a date`);
  const day = format === "Excel day number" ? fromExcel(text) : fromParts(text, format);
  return day ? ok(day) : no(`${quoted(text)} is not a date like ${dateExamples[format]} (${format})`);
}

/**
 * The formats that the most of the column's cells can be read in, and whether they give different days for any
 * cell. Different days are a question for the person ("3/4/2017: March or April?"), never decided here.
 */
export function possibleDateFormats(cells: string[]): { formats: DateFormat[]; ambiguous: boolean } {
  const filled = [...new Set(cells.map((cell) => cell.trim()))].filter(Boolean);
  const read = dateFormats.map((format) => ({ format, days: filled.map((cell) => dayOrNull(cell, format)) }));
  const counted = read.map((one) => ({ ...one, count: one.days.filter(Boolean).length }));
  const most = Math.max(...counted.map(({ count }) => count));
  if (most === 0) return { formats: [], ambiguous: false };
  const best = counted.filter(({ count }) => count === most);
  const ambiguous = best.some(({ days }) => days.some((day, at) => day !== best[0]?.days[at]));
  return { formats: best.map(({ format }) => format), ambiguous };
}

const dayOrNull = (cell: string, format: DateFormat): string | null => {
  const result = readDate(cell, format);
  return result.ok ? result.value : null;
};

function fromParts(text: string, format: Exclude<DateFormat, "Excel day number">): string | null {
  const { pattern, order } = rules[format];
  const match = pattern.exec(text);
  if (!match) return null;
  const part = (letter: string) => match[order.indexOf(letter) + 1] ?? "";
  const named = part("m").toLowerCase();
  const month = /\p{L}/u.test(named) ? months.findIndex((name) => name.startsWith(named)) + 1 : Number(named);
  return calendarDay(century(part("y")), month, Number(part("d")));
}

/** Two digits of a year: 00 to 68 are of this century, as POSIX has it. */
const century = (year: string): number =>
  year.length > 2 ? Number(year) : Number(year) + (Number(year) < 69 ? 2000 : 1900);

function fromExcel(text: string): string | null {
  if (!/^\d{4,5}(?:\.\d+)?$/.test(text)) return null;
  const days = Math.floor(Number(text));
  // 1 is 1900-01-01 in Excel, which also counts a 29 February 1900 that never was.
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  return days < 10_000 ? null : date.toISOString().slice(0, 10);
}

function calendarDay(year: number, month: number, day: number): string | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1
    ? date.toISOString().slice(0, 10)
    : null;
}
