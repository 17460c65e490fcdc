import type { Field } from "./fields/types";
import type { PlannedColumn } from "./plan";
import { type DateFormat, possibleDateFormats, readDate } from "./values/date";
import { readMoney } from "./values/money";
import { type NumberFormat, possibleNumberFormats, readInteger } from "./values/number";
import { no, type Result } from "./values/result";
import { readDomain, readEmail, readList, readText } from "./values/text";

/** A value as its field holds it: money in minor units, a day as "YYYY-MM-DD", a name still to be looked up. */
export type Value = string | number | bigint | string[];

/** Reads a cell; amounts are in `currency`. */
export type Read = (cell: string, currency: string) => Result<Value>;

/** The formats a column's cells can be read in: the first is used; a second is there when only a person can tell. */
type Found<Format> = { formats: Format[]; ambiguous: boolean };

export type ColumnReader = {
  read: Read;
  /** How the column's dates or numbers are read. */
  format?: DateFormat | NumberFormat;
  /** The formats between which a person has to choose. */
  choices?:
    | { kind: "date_format"; formats: DateFormat[] }
    | { kind: "number_format"; formats: NumberFormat[] };
};

/** How the cells of a column become values: as the plan says, or else as the whole column allows. */
export function readerOf(field: Field, planned: PlannedColumn, cells: () => string[]): ColumnReader {
  switch (field.kind) {
    case "date": {
      const { formats, ambiguous } = chosenOr(planned.dateFormat, () => possibleDateFormats(cells()));
      const format = formats[0] ?? "YYYY-MM-DD";
      const read: Read = (cell) => readDate(cell, format);
      return { read, format, choices: ambiguous ? { kind: "date_format", formats } : undefined };
    }
    case "money":
    case "integer": {
      const { formats, ambiguous } = chosenOr(planned.numberFormat, () => possibleNumberFormats(cells()));
      const format = formats[0] ?? "1,234.56";
      const read = numberReader(field, format, planned);
      return { read, format, choices: ambiguous ? { kind: "number_format", formats } : undefined };
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

const chosenOr = <Format>(chosen: Format | undefined, find: () => Found<Format>): Found<Format> =>
  chosen ? { formats: [chosen], ambiguous: false } : find();

function numberReader(field: Field, format: NumberFormat, { unit = "one" }: PlannedColumn): Read {
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
