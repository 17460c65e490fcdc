import { ReadError } from "./error";

/** Encodings a person may choose; the first four are also found automatically. */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "iso-8859-15",
  "macintosh",
  "shift_jis",
  "gb18030",
] as const;

export type Encoding = (typeof encodings)[number];

/**
 * Names the encoding: a byte order mark decides; then many zero bytes in turn mean UTF-16; then valid UTF-8; all
 * else is taken for Windows-1252, which any bytes are valid in, so that the person must be told.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = zerosByParity(bytes.subarray(0, 4096));
  if (zeros.odd > 0.3 && zeros.even < 0.05) return "utf-16le";
  if (zeros.even > 0.3 && zeros.odd < 0.05) return "utf-16be";
  return decodes(bytes, "utf-8") ? "utf-8" : "windows-1252";
}

/** The text of the file, without its byte order mark and with "\n" between lines. Refuses NUL bytes and bytes that the encoding does not have. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ReadError(
      "bad_encoding",
      `This file is not valid ${encoding.toUpperCase()}. Choose another encoding.`,
    );
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const line = text.slice(0, nul).split(/\r\n?|\n/).length;
    throw new ReadError(
      "nul_byte",
      `Line ${line} holds a NUL byte, which no text has: the file is damaged or is not a CSV file. Nothing was imported.`,
      line,
    );
  }
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function zerosByParity(bytes: Uint8Array): { even: number; odd: number } {
  const counts = [0, 0] as [number, number];
  bytes.forEach((byte, at) => {
    if (byte === 0) counts[at % 2 === 0 ? 0 : 1]++;
  });
  const half = Math.max(1, bytes.length / 2);
  return { even: counts[0] / half, odd: counts[1] / half };
}
