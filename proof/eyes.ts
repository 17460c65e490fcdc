import { createHash } from "node:crypto";
import postgres, { type Sql } from "postgres";
import type { TenantScope } from "@/db/tenant";
import { env } from "@/lib/env";
import { blanked } from "./answers";

/** The administrator's eyes: past every policy, on all rows of a tenant in both stores. One connection for each database. */
const connections = new Map<string, Sql>();

/** A superuser's connection to the database of a tenant; without one, to the installation's own. */
export function adminOn(scope?: TenantScope): Sql {
  const url = new URL(env.ADMIN_DATABASE_URL ?? "");
  if (scope?.placement.databaseName) url.pathname = `/${scope.placement.databaseName}`;
  const known = connections.get(url.href);
  if (known) return known;
  const made = postgres(url.href, { max: 2, onnotice: () => {} });
  connections.set(url.href, made);
  return made;
}

/** Closes them all. */
export async function closeEyes(): Promise<void> {
  await Promise.all([...connections.values()].map((sql) => sql.end()));
  connections.clear();
}

/** The tables of a schema that carry a `tenant_id`, partitions left to their parents. */
export const scopedTables = (sql: Sql, schema: string): Promise<string[]> =>
  sql<{ name: string }[]>`
    select c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where n.nspname = ${schema} and c.relkind in ('r', 'p') and not c.relispartition order by 1`.then(
    (rows) => rows.map(({ name }) => name),
  );

/** Every row of a tenant as text, by table, in both stores; and what the platform says of the tenant itself. */
export async function rowsOf(scope: TenantScope): Promise<Map<string, string[]>> {
  const { schemaName } = scope.placement;
  const own = await textOf(adminOn(scope), schemaName, scope.tenantId);
  const control = await textOf(adminOn(), "control", scope.tenantId);
  const [tenant] = await adminOn()`select t::text as row from control.tenants t where id = ${scope.tenantId}`;
  return new Map([...own, ...control, ["control.tenants", [tenant?.row ?? ""]]]);
}

/** One hash of all rows of a tenant, in both stores. */
export const hashOf = async (scope: TenantScope): Promise<string> =>
  digest([...(await rowsOf(scope))].map(([table, rows]) => [table, ...rows]));

/** The same rows with everything blanked that is new in every tenant: two tenants with the same history have the same ones. */
export async function likenessOf(scope: TenantScope): Promise<string[]> {
  const tables = [...(await rowsOf(scope))];
  return tables.flatMap(([table, rows]) => {
    const name = table.replace(/^(shared|tenant_[0-9a-f]+)\./, "");
    return rows.map((row) => `${name} ${blanked(row)}`);
  });
}

const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value)).digest("hex");

const statements = new Map<string, string>();

async function textOf(sql: Sql, schema: string, tenantId: string): Promise<[string, string[]][]> {
  const statement = statements.get(schema) ?? (await selectAll(sql, schema));
  statements.set(schema, statement);
  const tables = await sql.unsafe<{ name: string; rows: string[] }[]>(statement, [tenantId]);
  return tables.map(({ name, rows }) => [`${schema}.${name}`, rows]);
}

const selectAll = async (sql: Sql, schema: string): Promise<string> =>
  (await scopedTables(sql, schema))
    .map(
      (table) =>
        `select '${table}' as name, coalesce(array_agg(t::text order by t::text), '{}') as rows from ${schema}."${table}" t where tenant_id = $1::uuid`,
    )
    .join(" union all ");
