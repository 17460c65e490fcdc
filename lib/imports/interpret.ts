import { fieldOf } from "./fields";
import type { Field, ImportEntity } from "./fields/types";
import type { ImportPlan } from "./plan";
import type { Table } from "./read/read-table";
import { type ColumnReader, type Read, readerOf, type Value } from "./reader";
import { mapInSlices } from "./slices";
import type { DateFormat } from "./values/date";
import type { NumberFormat } from "./values/number";

/** What is wrong with a row; `column` where one cell is to blame, so that it can be corrected in place. */
export type Problem = { line: number; column: number | null; field: string | null; message: string };

/** A row of the file as values by field. A cell that was empty has none. */
export type Draft = { line: number; values: Map<string, Value>; problems: Problem[] };

/** Something that only a person can tell. An import with an open question does not run. */
export type FormatQuestion =
  | { kind: "date_format"; column: number; field: string; choices: DateFormat[]; sample: string[] }
  | { kind: "number_format"; column: number; field: string; choices: NumberFormat[]; sample: string[] };

type Reader = { column: number; field: Field; read: Read };

export type Interpreted = {
  drafts: Draft[];
  questions: FormatQuestion[];
  /** By column: how its dates or numbers are read. */
  formats: Record<number, DateFormat | NumberFormat>;
};

/** Reads every cell of the mapped columns. Formats are those of the plan, or else what the whole column allows. */
export async function interpret(
  entity: ImportEntity,
  table: Table,
  plan: ImportPlan,
  currency: string,
): Promise<Interpreted> {
  const edits = new Map(plan.edits.map(({ line, column, value }) => [`${line}:${column}`, value]));
  const rows = edits.size
    ? table.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell, at) => edits.get(`${row.line}:${at}`) ?? cell),
      }))
    : table.rows;

  const questions: FormatQuestion[] = [];
  const formats: Interpreted["formats"] = {};
  const readers = plan.columns.flatMap(({ column, ...planned }) => {
    const field = fieldOf(entity, planned.field);
    if (!field || column >= table.columns.length) return [];
    const cells = () => rows.map((row) => row.cells[column] ?? "");
    const { read, format, choices } = readerOf(field, { column, ...planned }, cells);
    if (format) formats[column] = format;
    if (choices) questions.push(questionOf(choices, column, field, cells()));
    return [{ column, field, read }];
  });
  // A row's own currency has to be known before its amounts are read.
  readers.sort((a, b) => Number(b.field.of === "currency") - Number(a.field.of === "currency"));

  const drafts = await mapInSlices(rows, ({ line, cells }) =>
    draftOf(line, cells, table.columns.length, readers, plan.currency ?? currency),
  );
  return { drafts, questions, formats };
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

function questionOf(
  { kind, formats }: NonNullable<ColumnReader["choices"]>,
  column: number,
  field: Field,
  cells: string[],
): FormatQuestion {
  const sample = [...new Set(cells.map((cell) => cell.trim()).filter(Boolean))].slice(0, 3);
  return { kind, column, field: field.name, choices: formats, sample } as FormatQuestion;
}
