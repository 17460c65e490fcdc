import { fieldOf } from "./fields";
import type { Field, ImportEntity } from "./fields/types";
import type { ImportPlan, PlannedColumn } from "./plan";
import type { Table } from "./read/read-table";
import { type DateFormat, possibleDateFormats, readDate } from "./values/date";
import { readMoney } from "./values/money";
import { type NumberFormat, possibleNumberFormats, readInteger } from "./values/number";
import { no, type Result } from "./values/result";
import { readDomain, readEmail, readList, readText } from "./values/text";

/** A value as its field holds it: money in minor units, a day as "YYYY-MM-DD", a name still to be looked up. */
export type Value = string | number | bigint | string[];

/** What is wrong with a row; `column` where one cell is to blame, so that it can be corrected in place. */
export type Problem = { line: number; column: number | null; field: string | null; message: string };

/** A row of the file as values by field. A cell that was empty has none. */
export type Draft = { line: number; values: Map<string, Value>; problems: Problem[] };

/** Something that only a person can tell. An import with an open question does not run. */
export type FormatQuestion =
  | { kind: "date_format"; column: number; field: string; choices: DateFormat[]; sample: string[] }
  | { kind: "number_format"; column: number; field: string; choices: NumberFormat[]; sample: string[] };

type Reader = { column: number; field: Field; read: (cell: string, currency: string) => Result<Value> };

/** Reads every cell of the mapped columns. Formats are those of the plan, or else what the whole column allows. */
export function interpret(
  entity: ImportEntity,
  table: Table,
  plan: ImportPlan,
  currency: string,
): { drafts: Draft[]; questions: FormatQuestion[] } {
  const edits = new Map(plan.edits.map(({ line, column, value }) => [`${line}:${column}`, value]));
  const rows = edits.size
    ? table.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell, at) => edits.get(`${row.line}:${at}`) ?? cell),
      }))
    : table.rows;

  const questions: FormatQuestion[] = [];
  const readers = plan.columns.flatMap((planned) => {
    const field = fieldOf(entity, planned.field);
    if (!field || planned.column >= table.columns.length) return [];
    const { read, question } = readerOf(field, planned, () =>
      rows.map(({ cells }) => cells[planned.column] ?? ""),
    );
    if (question) questions.push(question);
    return [{ column: planned.column, field, read }];
  });
  // A row's own currency has to be known before its amounts are read.
  readers.sort((a, b) => Number(b.field.of === "currency") - Number(a.field.of === "currency"));

  const drafts = rows.map(({ line, cells }) =>
    draftOf(line, cells, table.columns.length, readers, plan.currency ?? currency),
  );
  return { drafts, questions };
}

function draftOf(line: number, cells: string[], width: number, readers: Reader[], currency: string): Draft {
  const draft: Draft = { line, values: new Map(), problems: [] };
  if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== "")) {
    const message = `The row has ${cells.length} cells, the header has ${width}`;
    return { ...draft, problems: [{ line, column: null, field: null, message }] };
  }
  let own = currency;
  for (const { column, field, read } of readers) {
    const cell = cells[column] ?? "";
    if (cell.trim() === "") continue;
    const result = read(cell, own);
    if (!result.ok)
      draft.problems.push({ line, column, field: field.name, message: `${field.label}: ${result.reason}` });
    else draft.values.set(field.name, result.value);
    if (field.of === "currency" && result.ok) own = String(result.value).toUpperCase();
  }
  return draft;
}

function readerOf(
  field: Field,
  planned: PlannedColumn,
  cells: () => string[],
): { read: Reader["read"]; question?: FormatQuestion } {
  const place = { column: planned.column, field: field.name };
  switch (field.kind) {
    case "date": {
      if (planned.dateFormat) return { read: dateReader(planned.dateFormat) };
      const all = cells();
      const { formats, ambiguous } = possibleDateFormats(all);
      const read = dateReader(formats[0] ?? "YYYY-MM-DD");
      return ambiguous
        ? { read, question: { kind: "date_format", ...place, choices: formats, sample: sample(all) } }
        : { read };
    }
    case "money":
    case "integer": {
      const all = planned.numberFormat ? [] : cells();
      const { formats, ambiguous } = planned.numberFormat
        ? { formats: [planned.numberFormat], ambiguous: false }
        : possibleNumberFormats(all);
      const read = numberReader(field, formats[0] ?? "1,234.56", planned);
      return ambiguous
        ? { read, question: { kind: "number_format", ...place, choices: formats, sample: sample(all) } }
        : { read };
    }
    case "email":
      return { read: readEmail };
    case "domain":
      return { read: readDomain };
    case "list":
      return { read: readList };
    case "long_text":
      return { read: (cell) => readText(cell, "long") };
    default:
      return { read: (cell) => readText(cell) };
  }
}

const dateReader = (format: DateFormat) => (cell: string) => readDate(cell, format);

function numberReader(field: Field, format: NumberFormat, { unit = "one" }: PlannedColumn): Reader["read"] {
  if (field.kind === "money") return (cell, currency) => readMoney(cell, { format, unit, currency });
  return (cell) => {
    const result = readInteger(cell, format);
    if (!result.ok || !field.range) return result;
    const [least, most] = field.range;
    return result.value < least || result.value > most
      ? no(`${result.value} is not between ${least} and ${most}`)
      : result;
  };
}

const sample = (cells: string[]): string[] =>
  [...new Set(cells.map((cell) => cell.trim()).filter(Boolean))].slice(0, 3);
