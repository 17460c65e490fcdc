import { no, ok, quoted, type Result } from "./result";

const limits = { short: 200, long: 20_000 };

/** A line (or, for `long`, a text of several lines) without the blanks around it. */
export function readText(cell: string, length: keyof typeof limits = "short"): Result<string> {
  const text = cell.normalize("NFC").trim();
  if (text.length > limits[length])
    return no(`${quoted(text)} has ${text.length} characters; ${limits[length]} are the most`);
  return ok(length === "short" ? text.replace(/\s+/g, " ") : text);
}

/** An e-mail address as it was typed. What a mail server would accept is left to the mail server. */
export function readEmail(cell: string): Result<string> {
  const text = cell.trim().replace(/^mailto:/i, "");
  if (text.length > 254) return no(`${quoted(text)} is longer than an e-mail address can be (254)`);
  if (!/^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]{2,}$/u.test(text))
    return no(`${quoted(text)} is not an e-mail address`);
  return ok(text);
}

/** The host name of a web address: "https://www.acme.test/about" gives "acme.test". */
export function readDomain(cell: string): Result<string> {
  const text = cell.trim();
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:www\.)?([^/?#:\s@]+)(?::\d+)?(?:[/?#]\S*)?$/iu.exec(text)?.[1];
  const domain = host?.toLowerCase().replace(/\.$/, "");
  if (!domain || !/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]+$/u.test(domain))
    return no(`${quoted(text)} is not a web address such as acme.com`);
  return ok(domain);
}

/** Tags or the like in one cell, parted by commas or semicolons. */
export const readList = (cell: string): Result<string[]> =>
  ok([
    ...new Set(
      cell
        .split(/[,;]/)
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ]);
