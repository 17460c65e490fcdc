import { z } from "zod";
import { delimiters } from "./read/delimiter";
import { encodings } from "./read/encoding";
import { dateFormats } from "./values/date";
import { type MoneyUnit, moneyUnits } from "./values/money";
import { numberFormats } from "./values/number";

/** The name as the file has it, for showing the decision. */
const written = { written: z.string().max(400).optional() };

/** What to do with a name that no record has. "create" makes the record, or keeps a word as it is written. */
export const decisionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("create"), ...written }),
  z.object({ do: z.literal("empty"), ...written }),
  z.object({ do: z.literal("use"), name: z.string().min(1).max(400), id: z.uuid().optional(), ...written }),
]);
export type Decision = z.infer<typeof decisionSchema>;

const columnSchema = z.object({
  column: z.number().int().min(0),
  field: z.string().max(60),
  dateFormat: z.enum(dateFormats).optional(),
  numberFormat: z.enum(numberFormats).optional(),
  unit: z.enum(Object.keys(moneyUnits) as [MoneyUnit, ...MoneyUnit[]]).optional(),
});
export type PlannedColumn = z.infer<typeof columnSchema>;

/** Everything that a person decided about one import. The file and this give the same result, whoever runs it. */
export const planSchema = z.object({
  read: z
    .object({
      encoding: z.enum(encodings).optional(),
      delimiter: z.enum(delimiters).optional(),
      header: z.boolean().optional(),
      quotes: z.enum(["csv", "text"]).optional(),
    })
    .default({}),
  /** Columns that are imported; the others are not. */
  columns: z.array(columnSchema).max(200).default([]),
  /** The field that tells which existing record a row is; null adds every row as a new record. */
  key: z.string().max(60).nullable().default(null),
  /** The currency of amounts without a currency of their own; the workspace's when left out. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** By field, then by folded name. */
  names: z.record(z.string(), z.record(z.string(), decisionSchema)).default({}),
  /** By field: for the names that `names` does not have. Left out means: ask. */
  otherNames: z.record(z.string(), z.enum(["create", "empty"])).default({}),
  /** Cells corrected by hand. */
  edits: z
    .array(z.object({ line: z.number().int(), column: z.number().int(), value: z.string().max(20_000) }))
    .max(10_000)
    .default([]),
});
export type ImportPlan = z.infer<typeof planSchema>;
