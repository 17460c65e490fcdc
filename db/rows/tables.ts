import type { Sql, TransactionSql } from "postgres";

/** A table of a tenant schema, as far as copying and comparing its rows needs it. */
export type TenantTable = {
  schema: string;
  name: string;
  /** Those that hold data, by name: PostgreSQL fills generated ones itself. */
  columns: { name: string; type: string }[];
  /** The primary key's columns; the first is `tenant_id`. */
  key: { name: string; type: string }[];
  /** Foreign keys to this table itself or to one that stands later in the order: checked at the end of a transaction. */
  lateKeys: string[];
};

type Found = Omit<TenantTable, "schema" | "lateKeys"> & { refers: { name: string; to: string }[] };

/**
 * Every table of a schema that holds rows of tenants, from the catalogue itself, so that no table is forgotten. Parents come before
 * the tables that refer to them. A partitioned table is one table.
 */
export async function tenantTables(sql: Sql | TransactionSql, schema: string): Promise<TenantTable[]> {
  const found = await sql<Found[]>`
    select c.relname as name,
           (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attname collate "C")
              from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
           (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by k.place)
              from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k(number, place)
              join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
             where i.indrelid = c.oid and i.indisprimary) as key,
           (select coalesce(json_agg(json_build_object('name', f.conname, 'to', p.relname)), '[]')
              from pg_constraint f join pg_class p on p.oid = f.confrelid
             where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0) as refers
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped
     where n.nspname = ${schema} and c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname collate "C"`;
  const ordered = parentsFirst([...found]);
  return ordered.map(({ name, columns, key, refers }, index) => {
    const before = new Set(ordered.slice(0, index).map((table) => table.name));
    const lateKeys = refers.filter(({ to }) => !before.has(to)).map((reference) => reference.name);
    return { schema, name, columns, key, lateKeys };
  });
}

/** A circle of references is broken at the table whose name comes first. */
function parentsFirst(tables: Found[]): Found[] {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: Found[] = [];
  while (left.size > 0) {
    const isFree = ({ name, refers }: Found) => refers.every(({ to }) => to === name || !left.has(to));
    const next = [...left.values()].find(isFree) ?? [...left.values()][0];
    if (!next) break;
    left.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const nameOf = ({ schema, name }: Pick<TenantTable, "schema" | "name">): string =>
  `${quoted(schema)}.${quoted(name)}`;

/** The columns of data, or of the key, separated by commas; with the name of a row source before each. */
export const listOf = (columns: { name: string }[], of?: string): string =>
  columns.map(({ name }) => (of ? `${of}.${quoted(name)}` : quoted(name))).join(", ");

/** A tenant's id as a literal: COPY takes no parameters. @throws Error for anything but a UUID */
export function tenantLiteral(tenantId: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenantId)) throw new Error("A tenant has a UUID.");
  return `'${tenantId}'::uuid`;
}

/** The rows of one tenant, and what else must hold. */
export const rowsOf = (tenantId: string, ...conditions: (string | undefined)[]): string =>
  [`tenant_id = ${tenantLiteral(tenantId)}`, ...conditions.filter(Boolean)].join(" and ");
