import type { Sql } from "postgres";
import { orphanQueries } from "../orphans";
import type { ExpectedTable } from "./expected";

/** Something that is not as the product needs it. `check` names the rule, `where` the object. */
export type Finding = { check: string; where: string; message: string };

export const finding = (check: string, where: string, what: string): Finding => ({
  check,
  where,
  message: `${where}: ${what}`,
});

/** Every table and unique key of the model. */
export async function checkPresence(sql: Sql, schema: string, expected: ExpectedTable[]): Promise<Finding[]> {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${schema} and c.relkind in ('r', 'p')`;
  const keys = await sql<{ name: string }[]>`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${schema} and i.indisunique and i.indisvalid`;
  const hasTable = new Set(tables.map((row) => row.name));
  const hasKey = new Set(keys.map((row) => row.name));
  return expected.flatMap(({ name, uniqueKeys }) => [
    ...(hasTable.has(name)
      ? []
      : [finding("tables", `${schema}.${name}`, "the table is missing. Run the migrations.")]),
    ...uniqueKeys
      .filter((key) => !hasKey.has(key))
      .map((key) => finding("unique keys", `${schema}.${name}`, `the unique key ${key} is missing.`)),
  ]);
}

/** Foreign keys: indexed, checked, and composite inside a tenant. */
export async function checkForeignKeys(sql: Sql, schema: string, tenantScoped: boolean): Promise<Finding[]> {
  const rows = await sql<
    { table: string; name: string; indexed: boolean; validated: boolean; scoped: boolean }[]
  >`
    select r.relname as table, k.conname as name, k.convalidated as validated,
           exists (select from pg_index i where i.indrelid = k.conrelid and i.indisvalid
                    and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey) as indexed,
           exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'tenant_id') as scoped
      from pg_constraint k join pg_class r on r.oid = k.conrelid join pg_namespace n on n.oid = r.relnamespace
     where k.contype = 'f' and n.nspname = ${schema} and k.conparentid = 0`;
  return rows.flatMap(({ table, name, indexed, validated, scoped }) => {
    const where = `${schema}.${table}.${name}`;
    return [
      ...(indexed ? [] : [finding("foreign keys", where, "the foreign key has no index.")]),
      ...(validated
        ? []
        : [finding("foreign keys", where, "the foreign key is NOT VALID: rows may point nowhere.")]),
      ...(tenantScoped && !scoped
        ? [
            finding(
              "foreign keys",
              where,
              "the foreign key does not begin with tenant_id, so a row could point into another tenant.",
            ),
          ]
        : []),
    ];
  });
}

/** Rows whose foreign key points nowhere, which PostgreSQL allows while triggers are off (a restore, a replica). */
export async function checkOrphans(sql: Sql, schema: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, query } of await orphanQueries(sql, schema)) {
    const rows = await sql.begin(async (tx) => {
      // Sees the rows of every tenant, and can write none.
      await tx.unsafe("set local role tenantry_backup");
      return tx.unsafe(query);
    });
    if (rows.length > 0)
      findings.push(finding("orphans", `${schema}.${name}`, "a row points to one that does not exist."));
  }
  return findings;
}

/** Columns that end in `_at` are moments, with their zone. */
export async function checkMoments(sql: Sql, schema: string): Promise<Finding[]> {
  const rows = await sql<{ where: string; type: string }[]>`
    select table_schema || '.' || table_name || '.' || column_name as where, data_type as type
      from information_schema.columns
     where table_schema = ${schema} and column_name like '%\_at' and data_type <> 'timestamp with time zone'`;
  return rows.map(({ where, type }) =>
    finding("moments", where, `the column is ${type}, and must be timestamptz.`),
  );
}
