import type { Field } from "./fields/types";
import { possibleDateFormats } from "./values/date";
import { bare, numberFormats, readDecimal } from "./values/number";
import { squash } from "./values/similar";
import { readDomain, readEmail } from "./values/text";

/** How sure a match is: by the header, by part of the header, or only by what the values look like. */
export type Confidence = "certain" | "likely" | "guess";
export type ColumnMatch = {
  column: number;
  field: string | null;
  confidence: Confidence | null;
  sample: string[];
};

/**
 * Matches columns with fields: by the header first, then by what the values look like. Every field is used at most
 * once, every column at most once; what matches nothing has no field, and is shown as not imported.
 */
export function matchColumns(fields: Field[], names: string[], rows: { cells: string[] }[]): ColumnMatch[] {
  const columns = names.map((name, column) => ({ name, column, sample: sampleOf(rows, column) }));
  const candidates = columns.flatMap(({ name, column, sample }) =>
    fields
      .map((field) => ({
        column,
        field: field.name,
        score: byHeader(name, field) * plausible(sample, field),
      }))
      .concat(fields.map((field) => ({ column, field: field.name, score: byValues(sample, field) })))
      .filter(({ score }) => score > 0),
  );
  const found = new Map<number, { field: string; score: number }>();
  const used = new Set<string>();
  for (const { column, field, score } of candidates.sort((a, b) => b.score - a.score)) {
    if (found.has(column) || used.has(field)) continue;
    found.set(column, { field, score });
    used.add(field);
  }
  return columns.map(({ column, sample }) => {
    const match = found.get(column);
    return {
      column,
      field: match?.field ?? null,
      confidence: match ? confidenceOf(match.score) : null,
      sample: sample.slice(0, 3),
    };
  });
}

const confidenceOf = (score: number): Confidence =>
  score >= 0.9 ? "certain" : score >= 0.5 ? "likely" : "guess";

/** Up to 50 different filled cells of the column. */
function sampleOf(rows: { cells: string[] }[], column: number): string[] {
  const found = new Set<string>();
  for (const { cells } of rows) {
    const cell = cells[column]?.trim();
    if (cell) found.add(cell);
    if (found.size === 50) break;
  }
  return [...found];
}

function byHeader(header: string, field: Field): number {
  const own = [field.name, field.label].map(squash);
  const others = field.synonyms.map(squash);
  const name = squash(header);
  if (own.includes(name)) return 1;
  if (others.includes(name)) return 0.95;
  // "Deal value (USD)" holds all of "deal value"; one short word alone would match by chance.
  const contained = [...own, ...others].some((word) => word.length >= 6 && name.includes(word));
  return contained ? 0.6 : 0;
}

/** A header may mislead: "Value" over words is no amount. Empty columns contradict nothing. */
function plausible(sample: string[], field: Field): number {
  const share = shareOfKind(sample, field);
  return share === null || share >= 0.5 ? 1 : 0.3;
}

function byValues(sample: string[], field: Field): number {
  if (field.kind !== "email" && field.kind !== "domain") return 0;
  return (shareOfKind(sample, field) ?? 0) > 0.9 ? 0.4 : 0;
}

/** Which part of the sample can be read as the field's kind; null where any text can. */
function shareOfKind(sample: string[], field: Field): number | null {
  if (sample.length === 0) return null;
  const share = (readable: (cell: string) => boolean) => sample.filter(readable).length / sample.length;
  switch (field.kind) {
    case "email":
      return share((cell) => readEmail(cell).ok);
    case "domain":
      return share((cell) => readDomain(cell).ok);
    case "date":
      return share((cell) => possibleDateFormats([cell]).formats.length > 0);
    case "integer":
    case "money":
      return share((cell) => numberFormats.some((format) => readDecimal(bare(cell), format).ok));
    default:
      return null;
  }
}
