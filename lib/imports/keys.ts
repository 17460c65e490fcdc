import { fieldsOf } from "./fields";
import type { Field, ImportEntity } from "./fields/types";

/** The best key first: what other systems number is steadier than an address, and that than a name. */
const bestKeys = ["external_id", "sku", "email", "name", "domain"];

/** The best key among the fields that columns are matched with; null when none of them is one. */
export function bestKey(entity: ImportEntity, columns: { field: string }[]): string | null {
  const keys = keyFields(entity, columns).map(({ name }) => name);
  return bestKeys.find((name) => keys.includes(name)) ?? null;
}

/** The fields by which rows can be recognised, as far as columns are matched with them. */
export const keyFields = (entity: ImportEntity, columns: { field: string }[]): Field[] =>
  fieldsOf[entity].filter(({ key, name }) => key && columns.some(({ field }) => field === name));
