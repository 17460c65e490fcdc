export type ReadErrorCode =
  | "empty"
  | "header_only"
  | "not_text"
  | "nul_byte"
  | "quote"
  | "too_large"
  | "too_many_rows"
  | "too_many_columns"
  | "bad_encoding";

/** A file that cannot be read as a table. The message is for the person who chose the file. */
export class ReadError extends Error {
  constructor(
    readonly code: ReadErrorCode,
    message: string,
    /** The line of the file that is to blame, counted from 1. */
    readonly line?: number,
  ) {
    super(message);
    this.name = "ReadError";
  }
}
