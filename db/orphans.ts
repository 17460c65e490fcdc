import type { Sql } from "postgres";

/** A foreign key, and a query that finds a row of it which points nowhere. */
export type OrphanQuery = { oid: string; name: string; query: string };

export function orphanQueries(sql: Sql, schema: string): Promise<OrphanQuery[]> {
  return sql<OrphanQuery[]>`
    select k.oid::text as oid, r.relname || '.' || k.conname as name,
           format('select 1 from %I.%I c where %s and not exists (select from %I.%I p where %s) limit 1', n.nspname, r.relname,
             (select string_agg(format('c.%I is not null', a.attname), ' and ') from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey)),
             fn.nspname, f.relname,
             (select string_agg(format('p.%I = c.%I', b.attname, a.attname), ' and ')
                from unnest(k.conkey, k.confkey) as pair(own, other)
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
                join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.other)) as query
      from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_namespace n on n.oid = r.relnamespace
      join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
     where k.contype = 'f' and n.nspname = ${schema} and k.conparentid = 0`;
}
