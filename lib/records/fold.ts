/**
 * Lower case, no accents, one space for every run of punctuation: the same as `app.fold` in the database, so that a name
 * typed, imported or stored compares equal.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
