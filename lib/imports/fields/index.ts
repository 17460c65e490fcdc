import { companyFields } from "./company";
import { contactFields } from "./contact";
import { dealFields } from "./deal";
import { productFields } from "./product";
import type { Field, ImportEntity } from "./types";

export const fieldsOf: Record<ImportEntity, Field[]> = {
  company: companyFields,
  contact: contactFields,
  deal: dealFields,
  product: productFields,
};

/** The field of that name; undefined where the entity has none. */
export const fieldOf = (entity: ImportEntity, name: string): Field | undefined =>
  fieldsOf[entity].find((field) => field.name === name);
