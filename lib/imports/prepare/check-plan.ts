import { Invalid } from "@/lib/kernel/errors";
import { fieldOf } from "../fields";
import type { ImportEntity } from "../fields/types";
import type { ImportPlan } from "../plan";
import type { Table } from "../read/read-table";

/** Refuses a plan that does not fit the entity or the file. @throws Invalid, with what is wrong. */
export function checkPlan(entity: ImportEntity, plan: ImportPlan, table: Table): void {
  if (plan.columns.length === 0) throw new Invalid("No column is matched with a field: choose at least one.");
  const fields = new Set<string>();
  for (const { column, field: name } of plan.columns) {
    const field = fieldOf(entity, name);
    if (!field) throw new Invalid(`There is no field “${name}” to import into.`);
    if (column >= table.columns.length) throw new Invalid(`The file has no column ${column + 1}.`);
    if (fields.has(name))
      throw new Invalid(`Two columns are matched with “${field.label}”: one of them has to go.`);
    fields.add(name);
  }
  if (plan.key === null) return;
  const key = fieldOf(entity, plan.key);
  if (!key?.key) throw new Invalid(`Rows cannot be recognised by “${plan.key}”.`);
  if (!fields.has(plan.key))
    throw new Invalid(`Rows are to be recognised by “${key.label}”, but no column is matched with it.`);
}
