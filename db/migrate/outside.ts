import type { Sql } from "postgres";
import type { Migration } from "./files";

/** Such a statement waits for old transactions to end, but nobody waits behind it. */
const WAIT = "60s";

const INDEX = /\bINDEX\s+CONCURRENTLY\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"?([a-z0-9_]+)"?/i;

/**
 * Runs the statements of a migration one by one, outside of a transaction. One that was killed half-way is run again from its first
 * statement, so each must be the same done twice; an index that was left half built is dropped before.
 */
export async function buildOutside(sql: Sql, schema: string, { statements }: Migration): Promise<void> {
  const [before] = await sql<{ wait: string; path: string }[]>`
    select current_setting('lock_timeout') as wait, current_setting('search_path') as path`;
  await sql.unsafe(`set search_path to ${schema}, extensions; set lock_timeout to '${WAIT}'`);
  try {
    for (const statement of statements) {
      const name = INDEX.exec(statement)?.[1];
      if (name) await dropHalfBuilt(sql, schema, name);
      await sql.unsafe(statement);
    }
  } finally {
    await sql`select set_config('lock_timeout', ${before?.wait ?? "0"}, false), set_config('search_path', ${before?.path ?? ""}, false)`;
  }
}

async function dropHalfBuilt(sql: Sql, schema: string, name: string): Promise<void> {
  const [invalid] = await sql`
    select from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${schema} and c.relname = ${name} and c.relkind = 'i' and not i.indisvalid`;
  if (invalid) await sql.unsafe(`drop index concurrently ${schema}."${name}"`);
}
