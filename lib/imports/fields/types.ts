/** What can be imported. */
export const importEntities = ["company", "contact", "deal", "product"] as const;
export type ImportEntity = (typeof importEntities)[number];

export type FieldKind =
  | "text"
  | "long_text"
  | "integer"
  | "money"
  | "date"
  | "email"
  | "domain"
  | "list"
  | "name_of";

/** Sets of names that a cell can refer to: records of the workspace, or lists of words. */
export const vocabularies = [
  "company",
  "member",
  "product",
  "stage",
  "industry",
  "country",
  "currency",
  "product_type",
] as const;
export type Vocabulary = (typeof vocabularies)[number];

/** A field of an entity that a column can be matched with. Client-safe: says nothing of tables. */
export type Field = {
  /** Stable, used in saved plans and on the command line. */
  name: string;
  label: string;
  kind: FieldKind;
  /** Other names that a header may have. */
  synonyms: string[];
  required?: boolean;
  /** For `name_of`: what the cell names. */
  of?: Vocabulary;
  /** Whether the field can tell which existing record a row is. */
  key?: boolean;
  /** For `integer`: bounds beyond those of the type. */
  range?: [number, number];
};
