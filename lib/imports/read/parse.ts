import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Delimiter } from "./delimiter";
import { ReadError } from "./error";
import { limits } from "./limits";

/** A row of the file; `line` is where it begins, counted from 1, so that an editor can find it. */
export type Row = { line: number; cells: string[] };

const chunkLength = 256 * 1024;

/**
 * Cuts the text into rows. Stops at the limits. A broken quote stops the whole file: from there on nothing says
 * where cells end, so reading on would be guessing; `quotes: "text"` reads quotes as ordinary characters.
 */
export async function parseRows(
  text: string,
  options: { delimiter: Delimiter; quotes?: "csv" | "text" },
): Promise<Row[]> {
  const rows: Row[] = [];
  let lastLine = 0;
  const parser = parse({
    delimiter: options.delimiter,
    quote: options.quotes === "text" ? null : '"',
    record_delimiter: "\n",
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limits.rowLength,
    on_record: (cells: string[], { lines }) => {
      if (rows.length > limits.rows) throw tooManyRows(text);
      if (cells.length > limits.columns) throw tooManyColumns(cells.length, lines);
      lastLine = lines;
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ line: lines - breaksIn(cells), cells });
      return null;
    },
  });
  try {
    // Chunks keep the server answering others while a large file is read.
    for await (const _ of Readable.from(chunks(text)).pipe(parser)) {
    }
  } catch (error) {
    throw error instanceof CsvError ? readable(error, lastLine + 1) : error;
  }
  return rows;
}

function* chunks(text: string): Generator<Buffer> {
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + chunkLength);
    // A surrogate pair cut in two would become two replacement characters.
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end++;
    yield Buffer.from(text.slice(at, end));
    at = end;
  }
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff;

const breaksIn = (cells: string[]) => cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);

function readable(error: CsvError, rowLine: number): ReadError {
  const end = "Nothing was imported. Correct the quote, or read quotes as ordinary text.";
  if (error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE")
    return new ReadError(
      "quote",
      `The row that begins on line ${rowLine} opens a quote (") that is never closed. ${end}`,
      rowLine,
    );
  const line = typeof error.lines === "number" ? error.lines : rowLine;
  const where = line === rowLine ? `Line ${line}` : `The row on lines ${rowLine} to ${line}`;
  return new ReadError("quote", `${where} has a quote (") in a place where none can be. ${end}`, rowLine);
}

function tooManyRows(text: string): ReadError {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return new ReadError(
    "too_many_rows",
    `This file has about ${count.toLocaleString("en-US")} lines; one import takes ${limits.rows.toLocaleString("en-US")}. ` +
      "Split it and import the parts one after the other: rows that are already there are recognised by their key.",
  );
}

function tooManyColumns(count: number, line: number): ReadError {
  return new ReadError(
    "too_many_columns",
    `Line ${line} has ${count} columns; ${limits.columns} are the most. Is the delimiter right?`,
    line,
  );
}
