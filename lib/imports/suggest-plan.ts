import type { ColumnMatch } from "./columns";
import type { ImportEntity } from "./fields/types";
import { bestKey } from "./keys";
import { type ImportPlan, planSchema } from "./plan";

/** A plan to begin with: the columns as they match by themselves, and the best key among them. */
export function suggestPlan(
  entity: ImportEntity,
  matches: ColumnMatch[],
  read: ImportPlan["read"] = {},
): ImportPlan {
  const columns = matches.flatMap(({ column, field }) => (field ? [{ column, field }] : []));
  return planSchema.parse({ read, columns, key: bestKey(entity, columns) });
}

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
