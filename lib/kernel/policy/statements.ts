import { Placeholder, type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";

export type Ids = readonly string[] | "all";

const dialect = new PgDialect();

/**
 * A statement whose text is made once: for one of this size, that takes as long as running it. Its placeholders get their values by
 * name.
 */
export function statement(build: () => SQL): (values: Readonly<Record<string, string>>) => SQL {
  let built: { parts: SQL[]; params: unknown[] } | undefined;
  return (values) => {
    built ??= take(build());
    const { parts, params } = built;
    return sql.join(
      parts.flatMap((part, at) => (at === 0 ? [part] : [sql`${filling(params[at - 1], values)}`, part])),
    );
  };
}

function take(query: SQL): { parts: SQL[]; params: unknown[] } {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return { parts: text.split(/\$\d+/).map((part) => sql.raw(part)), params };
}

function filling(param: unknown, values: Readonly<Record<string, string>>): string {
  const value = param instanceof Placeholder ? values[param.name] : undefined;
  if (value === undefined) throw new Error("A placeholder of this statement has no value.");
  return value;
}

/** All columns of a union's rows: those given, and null for the others. `columns` are their types. */
export const padded = (
  columns: Readonly<Record<string, string>>,
  given: Readonly<Record<string, unknown>>,
): SQL =>
  sql.join(
    Object.entries(columns).map(
      ([name, type]) => sql`(${given[name] ?? sql`null`})::${sql.raw(type)} as ${sql.identifier(name)}`,
    ),
    sql`, `,
  );

/** A moment as milliseconds since 1970. */
export const milliseconds = (moment: unknown): SQL => sql`extract(epoch from ${moment}) * 1000`;

/** Whether something has not ended, by the database's clock. */
export const lasts = (expiresAt: unknown): SQL => sql`(${expiresAt} is null or ${expiresAt} > now())`;

export const placeholder = (name: string): SQL => sql`${sql.placeholder(name)}`;

/** `column` is among the ids of a placeholder (`arrayOf`), or any. */
export const among = (column: unknown, ids: SQL | "all"): SQL =>
  ids === "all" ? sql`true` : sql`${column} = any(${ids}::uuid[])`;

export const arrayOf = (ids: readonly string[]): string => `{${ids.join(",")}}`;
