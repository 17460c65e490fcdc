import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import * as controlSchema from "@/db/schema/control";
import * as tenantSchema from "@/db/schema/tenant";

/** What the database itself says of its tables and keys, and what the model says. */

/** A table with a `tenant_id`. `columns` are those that can be written. */
export type ScopedTable = { name: string; columns: string[]; hasId: boolean };

export const scopedTablesOf = (sql: Sql, schema: string): Promise<ScopedTable[]> =>
  sql<ScopedTable[]>`
    select c.relname as name,
           (select array_agg(w.attname::text order by w.attnum) from pg_attribute w
             where w.attrelid = c.oid and w.attnum > 0 and not w.attisdropped and w.attgenerated = '') as columns,
           exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = 'id' and not i.attisdropped) as "hasId"
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = ${schema} and c.relkind in ('r', 'p') and not c.relispartition order by 1`.then(
    (rows) => [...rows],
  );

/** A foreign key between two tables with a `tenant_id`, its columns beside the ones they point to. */
export type Key = { name: string; table: string; columns: string[]; target: string; targetColumns: string[] };

export const keysOf = (sql: Sql, schema: string): Promise<Key[]> =>
  sql<Key[]>`
    select k.conname as name, r.relname as table, f.relname as target,
           (select array_agg(a.attname::text order by pair.at) from unnest(k.conkey) with ordinality pair(num, at)
              join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.num) as columns,
           (select array_agg(a.attname::text order by pair.at) from unnest(k.confkey) with ordinality pair(num, at)
              join pg_attribute a on a.attrelid = k.confrelid and a.attnum = pair.num) as "targetColumns"
      from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_namespace n on n.oid = r.relnamespace
      join pg_class f on f.oid = k.confrelid
     where n.nspname = ${schema} and k.contype = 'f' and k.conparentid = 0
       and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id' and not a.attisdropped)
       and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id' and not a.attisdropped)
     order by 2, 1`.then((rows) => [...rows]);

const modelled = (schema: object) =>
  Object.values(schema)
    .filter((value): value is PgTable => is(value, PgTable))
    .map((table) => getTableConfig(table));

const scopedIn = (schema: object): string[] =>
  modelled(schema)
    .filter(({ columns }) => columns.some(({ name }) => name === "tenant_id"))
    .map(({ name }) => name)
    .sort();

/** The tables with a `tenant_id` and the foreign keys between them, as the Drizzle schema has them. */
export const model = {
  tenant: { tables: scopedIn(tenantSchema), keys: keyNames(tenantSchema) },
  control: { tables: scopedIn(controlSchema) },
};

function keyNames(schema: object): string[] {
  return modelled(schema)
    .flatMap(({ foreignKeys }) => foreignKeys.map((key) => key.getName()))
    .sort();
}
