import { stringify } from "csv-stringify/sync";

/**
 * What a spreadsheet would take for a formula: a cell that begins with one of these (blanks before it do not help).
 * Numbers such as -12.50 or +1 are left alone: nothing in them can be executed, and they must stay numbers.
 */
const formula = /^[\s\u00a0]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const number = /^[-+\u2212]?\d[\d.,\s]*$/;

/** Where a spreadsheet set to another separator would cut a cell, and take what follows for a formula. */
const cut = /((?!^\t)[;\t] *)(?=[=+\-@|%\uff1d\uff0b\uff0d\uff20])/g;

/** A cell that no spreadsheet runs: an apostrophe before it makes it text. Undone by nobody, visible to everybody. */
export function neutralise(cell: string): string {
  const whole = cell.replace(cut, "$1'");
  return formula.test(whole) && !number.test(whole) ? `'${whole}` : whole;
}

type Cell = string | number | bigint | boolean | Date | null | undefined;

/**
 * A table as CSV (RFC 4180, CRLF) with a byte order mark, without which Excel misreads accents. Every text cell is
 * neutralised: what somebody typed into a record must not run on the machine of whoever opens the export.
 */
export function toCsv(header: string[], rows: Cell[][]): string {
  const text = (cell: Cell): string => {
    if (cell === null || cell === undefined) return "";
    if (cell instanceof Date) return cell.toISOString();
    return typeof cell === "string" ? neutralise(cell) : String(cell);
  };
  return `\ufeff${stringify(
    [header, ...rows].map((row) => row.map(text)),
    { record_delimiter: "\r\n", quote_record_delimiter: true },
  )}`;
}

/** A table as a file to be saved, which nobody keeps a copy of on the way. */
export const csvAnswer = ({ csv, fileName }: { csv: string; fileName: string }): Response =>
  new Response(csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
