import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { ImportEntity } from "../fields/types";

/** Values of a record by the name of their column in Drizzle's table. */
export type Columns = Record<string, unknown>;

/** The values of a row by field: names are looked up already and stand as ids (or, for words, as the word). */
export type FieldValues = ReadonlyMap<string, unknown>;

export type Stage = { id: string; name: string; probability: number };

/** What the workspace adds to what the file says. */
export type Surroundings = {
  currency: string;
  now: Date;
  /** Of the default pipeline, in order. */
  stages: Stage[];
  /** The name behind an id, for titles made of names. */
  nameOf: (id: unknown) => string | undefined;
};

type ImportTable = PgTable & { tenantId: PgColumn; id: PgColumn; version: PgColumn; deletedAt: PgColumn };

/** How the rows of one entity become records. */
export type Adapter = {
  entity: ImportEntity;
  table: ImportTable;
  /** For each field that can be the key: the column that holds it, and how a value looks in there. */
  keys: Record<string, { column: string; normalise: (value: string) => string }>;
  /** The field of which no two records have the same value, whether or not it is the key. */
  unique: string | null;
  /** What the row says, as columns. */
  columns: (values: FieldValues, around: Surroundings) => Columns;
  /** What follows from it: folded names, defaults of a new record. `existing` is null for a new one. */
  complete: (columns: Columns, existing: Columns | null, around: Surroundings) => Columns;
  /** Why a new record cannot be made of these columns; null when it can. */
  missing: (columns: Columns) => string | null;
};
