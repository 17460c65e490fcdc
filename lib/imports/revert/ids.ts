import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** `column` is one of many ids: they travel as one parameter, so that the statement's text is always the same. */
export const oneOf = (column: PgColumn, ids: string[]): SQL =>
  sql`${column} = any(${`{${ids.join(",")}}`}::uuid[])`;
