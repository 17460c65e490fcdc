import { ReadError } from "./error";

const saveAsCsv = "Open it and save it as CSV, then choose that file.";

const signatures: { bytes: number[]; message: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], message: `This is an Excel workbook or a ZIP archive. ${saveAsCsv}` },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], message: `This is an old Excel workbook (.xls). ${saveAsCsv}` },
  { bytes: [0x25, 0x50, 0x44, 0x46], message: "This is a PDF. Export the table as CSV where it was made." },
  { bytes: [0x89, 0x50, 0x4e, 0x47], message: "This is a PNG picture, not a table. Choose a CSV file." },
  { bytes: [0xff, 0xd8, 0xff], message: "This is a JPEG picture, not a table. Choose a CSV file." },
  { bytes: [0x47, 0x49, 0x46, 0x38], message: "This is a GIF picture, not a table. Choose a CSV file." },
  {
    bytes: [0x1f, 0x8b],
    message: "This file is compressed (gzip). Unpack it, then choose the CSV file inside.",
  },
  { bytes: [0x50, 0x41, 0x52, 0x31], message: "This is a Parquet file. Export it as CSV first." },
];

/** Refuses files that are known not to be text, by their first bytes; names what they are. */
export function refuseOtherKinds(bytes: Uint8Array): void {
  const found = signatures.find((signature) => signature.bytes.every((byte, at) => bytes[at] === byte));
  if (found) throw new ReadError("not_text", found.message);

  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  if (start.startsWith("<!doctype html") || start.startsWith("<html"))
    throw new ReadError("not_text", `This is a web page, not a table. ${saveAsCsv}`);
  if (start.startsWith("{\\rtf"))
    throw new ReadError("not_text", "This is a rich-text document, not a table. Choose a CSV file.");
}
