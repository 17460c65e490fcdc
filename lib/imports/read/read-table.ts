import { type Delimiter, detectDelimiter } from "./delimiter";
import { decode, detectEncoding, type Encoding } from "./encoding";
import { ReadError } from "./error";
import { refuseOtherKinds } from "./file-kind";
import { columnNames, hasHeader } from "./header";
import { limits } from "./limits";
import { parseRows, type Row } from "./parse";

/** What a person may set where the finding is wrong; all else is found. */
export type ReadOptions = {
  encoding?: Encoding;
  delimiter?: Delimiter;
  header?: boolean;
  quotes?: "csv" | "text";
};

export type Table = {
  encoding: Encoding;
  delimiter: Delimiter;
  header: boolean;
  columns: string[];
  rows: Row[];
  /** What the person should know about the reading, in sentences. */
  notes: string[];
};

/** Reads the bytes of a file as a table, or throws a `ReadError` that says what the file is or where it is broken. */
export async function readTable(bytes: Uint8Array, options: ReadOptions = {}): Promise<Table> {
  if (bytes.length > limits.bytes)
    throw new ReadError(
      "too_large",
      `This file has ${Math.ceil(bytes.length / 1024 / 1024)} MB; one import takes ${limits.bytes / 1024 / 1024} MB. Split it and import the parts one after the other.`,
    );
  refuseOtherKinds(bytes);
  const encoding = options.encoding ?? detectEncoding(bytes);
  const text = decode(bytes, encoding);
  if (text.trim() === "") throw new ReadError("empty", "This file is empty.");

  const { delimiter, body } = excelHint(text);
  const chosen = options.delimiter ?? delimiter ?? detectDelimiter(body);
  const rows = await parseRows(body, { delimiter: chosen, quotes: options.quotes });
  const first = rows[0];
  if (!first) throw new ReadError("empty", "This file holds no data: all its cells are empty.");

  const header = options.header ?? hasHeader(first.cells);
  const { names, repeated } = columnNames(header ? first.cells : first.cells.map(() => ""));
  const data = header ? rows.slice(1) : rows;
  if (data.length === 0) throw new ReadError("header_only", "This file has a header and no rows below it.");

  const notes: string[] = [];
  if (!options.encoding && encoding === "windows-1252")
    notes.push(
      "The file is not UTF-8, so it is read as Windows-1252. Look at names with accents in the sample.",
    );
  for (const name of repeated) notes.push(`The header has “${name}” more than once.`);
  if (!header) notes.push("The file has no header: columns are named by their position.");
  const offset = body === text ? 0 : 1;
  return {
    encoding,
    delimiter: chosen,
    header,
    columns: names,
    rows: offset ? data.map((row) => ({ ...row, line: row.line + offset })) : data,
    notes,
  };
}

/** Excel writes "sep=;" as a first line in some locales: it names the delimiter and is no data. */
function excelHint(text: string): { delimiter?: Delimiter; body: string } {
  const hint = /^sep=([,;|\t])\n/i.exec(text);
  return hint ? { delimiter: hint[1] as Delimiter, body: text.slice(hint[0].length) } : { body: text };
}
