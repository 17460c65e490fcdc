import type { ColumnMatch } from "./columns";
import { fieldsOf } from "./fields";
import type { Field, ImportEntity } from "./fields/types";
import { type ImportPlan, planSchema } from "./plan";

/** The best key first: what other systems number is steadier than an address, and that than a name. */
const bestKeys = ["external_id", "sku", "email", "name", "domain"];

/** A plan to begin with: the columns as they match by themselves, and the best key among them. */
export function suggestPlan(
  entity: ImportEntity,
  matches: ColumnMatch[],
  read: ImportPlan["read"] = {},
): ImportPlan {
  const columns = matches.flatMap(({ column, field }) => (field ? [{ column, field }] : []));
  return planSchema.parse({ read, columns, key: bestKey(entity, columns) });
}

/** The best key among the fields that columns are matched with; null when none of them is one. */
export function bestKey(entity: ImportEntity, columns: { field: string }[]): string | null {
  const keys = keyFields(entity, columns).map(({ name }) => name);
  return bestKeys.find((name) => keys.includes(name)) ?? null;
}

/** The fields by which rows can be recognised, as far as columns are matched with them. */
export const keyFields = (entity: ImportEntity, columns: { field: string }[]): Field[] =>
  fieldsOf[entity].filter(({ key, name }) => key && columns.some(({ field }) => field === name));

/** What the person should know about a plan, in sentences; nothing of it stops the import. */
export function notesOn(entity: ImportEntity, plan: ImportPlan, columns: string[]): string[] {
  const notes: string[] = [];
  const used = new Set(plan.columns.map(({ column }) => column));
  const left = columns.filter((_, at) => !used.has(at));
  if (left.length) notes.push(`Columns left out: ${left.map((name) => `“${name}”`).join(", ")}.`);
  if (plan.key === null)
    notes.push(
      "Rows are not recognised: every row is added as new, and again when the file is imported again.",
    );
  if (entity === "deal" && !plan.columns.some(({ field }) => field === "title"))
    notes.push("The file has no titles: new deals are titled by their product and company.");
  return notes;
}
