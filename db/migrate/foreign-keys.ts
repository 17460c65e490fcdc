import type { Sql } from "postgres";
import { orphanQueries } from "../orphans";

type Before = { tables: string[]; keys: string[] };

/** The tables of a schema, and the foreign keys that PostgreSQL takes for valid. */
export async function keysBefore(sql: Sql, schema: string): Promise<Before> {
  const [before] = await sql<Before[]>`
    select array(select c.oid::text from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p')) as tables,
           array(select k.oid::text from pg_constraint k where k.connamespace = n.oid and k.contype = 'f' and k.convalidated) as keys
      from pg_namespace n where n.nspname = ${schema}`;
  return before ?? { tables: [], keys: [] };
}

/**
 * Checks the foreign keys that a migration has made valid on tables which were there before. PostgreSQL checks nothing: it reads the rows as the
 * tables' owner, from whom forced row-level security hides all of them. In the migration's transaction.
 * @throws when a row points nowhere.
 */
export async function checkNewKeys(sql: Sql, schema: string, { tables, keys }: Before): Promise<void> {
  const made = await sql<{ oid: string; from: string; to: string }[]>`
    select k.oid::text as oid, k.conrelid::regclass::text as "from", k.confrelid::regclass::text as "to"
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where n.nspname = ${schema} and k.contype = 'f' and k.convalidated and k.conparentid = 0
       and k.conrelid::text = any (${tables}) and k.oid::text <> all (${keys})`;
  if (made.length === 0) return;
  // A new schema and a new table have their grants only after the last migration.
  await sql.unsafe(`grant usage on schema ${schema} to tenantry_backup`);
  for (const { from, to } of made) await sql.unsafe(`grant select on ${from}, ${to} to tenantry_backup`);
  const queries = await orphanQueries(sql, schema);
  // It sees the rows of every tenant, and can write none.
  await sql.unsafe("set local role tenantry_backup");
  for (const { oid } of made) {
    const key = queries.find((one) => one.oid === oid);
    if (key && (await sql.unsafe(key.query)).length > 0) {
      throw new Error(`${key.name}: a row points to one that does not exist.`);
    }
  }
  await sql.unsafe("reset role");
}
