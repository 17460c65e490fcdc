import { Invalid } from "@/lib/kernel/errors";
import { fieldOf } from "./fields";
import type { ImportEntity } from "./fields/types";
import { foldName } from "./fold-name";
import { type Decision, type ImportPlan, type PlannedColumn, planSchema } from "./plan";
import type { DateFormat } from "./values/date";
import type { MoneyUnit } from "./values/money";
import type { NumberFormat } from "./values/number";

/** Decisions in the words of the file: headers and names as they stand there. For the command line and the demo. */
export type Choices = {
  read?: ImportPlan["read"];
  /** By header; null leaves the column out. Headers that are not named are matched by themselves. */
  columns?: Record<string, string | null>;
  /** Null recognises no row. */
  key?: string | null;
  currency?: string;
  dateFormat?: DateFormat;
  numberFormat?: NumberFormat;
  /** By field: what one unit of an amount stands for. */
  units?: Record<string, MoneyUnit>;
  /** Fields whose unknown names are made, or left empty. */
  create?: string[];
  empty?: string[];
  /** By field, then by name as it is in the file. */
  names?: Record<string, Record<string, Decision>>;
};

/** Turns choices into a plan for a file that has been read. @throws Invalid for a header or field that there is not. */
export function planOf(
  entity: ImportEntity,
  file: { columns: { name: string; column: number }[]; plan: ImportPlan },
  choices: Choices,
): ImportPlan {
  const fieldBy = new Map(file.plan.columns.map(({ column, field }) => [column, field]));
  for (const [header, field] of Object.entries(choices.columns ?? {})) {
    const column = file.columns.find(({ name }) => name.toLowerCase() === header.toLowerCase())?.column;
    if (column === undefined)
      throw new Invalid(
        `The file has no column “${header}”. It has: ${file.columns.map(({ name }) => name).join(", ")}.`,
      );
    if (field !== null && !fieldOf(entity, field))
      throw new Invalid(`There is no field “${field}” to import into.`);
    for (const [other, used] of fieldBy) if (used === field) fieldBy.delete(other);
    if (field === null) fieldBy.delete(column);
    else fieldBy.set(column, field);
  }
  const columns = [...fieldBy].map(([column, field]) => settingsOf(entity, column, field, choices));
  const suggested = columns.some(({ field }) => field === file.plan.key) ? file.plan.key : null;
  return planSchema.parse({
    read: choices.read ?? {},
    columns,
    key: choices.key === undefined ? suggested : choices.key,
    currency: choices.currency,
    names: foldNames(choices.names ?? {}),
    otherNames: Object.fromEntries([
      ...(choices.create ?? []).map((field) => [field, "create"]),
      ...(choices.empty ?? []).map((field) => [field, "empty"]),
    ]),
  });
}

function settingsOf(entity: ImportEntity, column: number, field: string, choices: Choices): PlannedColumn {
  const kind = fieldOf(entity, field)?.kind;
  return {
    column,
    field,
    ...(kind === "date" && choices.dateFormat ? { dateFormat: choices.dateFormat } : {}),
    ...((kind === "money" || kind === "integer") && choices.numberFormat
      ? { numberFormat: choices.numberFormat }
      : {}),
    ...(kind === "money" && choices.units?.[field] ? { unit: choices.units[field] } : {}),
  };
}

const foldNames = (names: NonNullable<Choices["names"]>): ImportPlan["names"] =>
  Object.fromEntries(
    Object.entries(names).map(([field, decisions]) => [
      field,
      Object.fromEntries(Object.entries(decisions).map(([name, decision]) => [foldName(name), decision])),
    ]),
  );
