/** A row of a table: the text of each value, as PostgreSQL writes it, or null. */
export type TextRow = (string | null)[];

const escapes: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };
const signs: Record<string, string> = Object.fromEntries(
  Object.entries(escapes).map(([letter, sign]) => [sign, `\\${letter}`]),
);

/** A line of COPY's text format (PostgreSQL manual, "COPY", File Formats), without its end, as values. */
export function fromCopyLine(line: string): TextRow {
  return line.split("\t").map((field) => {
    if (field === "\\N") return null;
    return field.includes("\\")
      ? field.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)
      : field;
  });
}

/** Values as a line of COPY's text format, with its end. */
export const toCopyLine = (row: TextRow): string =>
  `${row.map((value) => (value === null ? "\\N" : value.replace(/[\\\b\f\n\r\t\v]/g, (sign) => signs[sign] ?? "\\\\"))).join("\t")}\n`;

const NEWLINE = 10;

/**
 * The lines of a stream of UTF-8, without their ends. Holds one line and one chunk at a time.
 * @throws Error for a line of more than `longest` bytes, and for a last one without an end
 */
export async function* linesOf(stream: AsyncIterable<unknown>, longest: number): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const chunk = part as Buffer;
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const rest = chunk.subarray(from, end);
      yield (begun.length > 0 ? Buffer.concat([...begun, rest]) : rest).toString("utf8");
      begun = [];
      size = 0;
      from = end + 1;
    }
    if (from < chunk.length) {
      // A copy: the chunk is not kept alive by the beginning of a line.
      begun.push(Buffer.from(chunk.subarray(from)));
      size += chunk.length - from;
      if (size > longest) throw new Error(`A line is longer than ${longest} bytes.`);
    }
  }
  if (size > 0) throw new Error("The last line has no end.");
}

/** Groups of items, each of about `size` characters, so that work goes by the portion whatever the length of one item. */
export async function* portionsOf<Item>(
  items: AsyncIterable<Item>,
  size: number,
  sizeOf: (item: Item) => number,
): AsyncGenerator<Item[]> {
  let portion: Item[] = [];
  let held = 0;
  for await (const item of items) {
    portion.push(item);
    held += sizeOf(item);
    if (held < size) continue;
    yield portion;
    portion = [];
    held = 0;
  }
  if (portion.length > 0) yield portion;
}
