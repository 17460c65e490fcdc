import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { TenantTx } from "@/db/tenant";
import type { Columns } from "../entities/types";

type TenantTable = PgTable & { tenantId: PgColumn; id: PgColumn };

/**
 * Inserts rows in one statement, whose text depends on the columns alone: PostgreSQL plans it once, and the rows travel
 * as one JSON parameter. Three times as fast as a statement with a parameter for every value.
 */
export async function insertMany(
  tx: TenantTx,
  table: TenantTable,
  { tenantId }: { tenantId: string },
  rows: (Columns & { id: string })[],
): Promise<void> {
  for (const [columns, group] of groupByColumns(table, rows)) {
    const names = sql.join(
      columns.map(({ name }) => sql.identifier(name)),
      sql`, `,
    );
    await tx.execute(sql`
      insert into ${table} (tenant_id, ${names})
      select ${tenantId}::uuid, ${names} from ${recordset(columns, group)}`);
  }
}

/**
 * Updates rows in one statement for each set of columns, each row only where it still has the version given; raises the
 * version. @returns the ids that were written.
 */
export async function updateMany(
  tx: TenantTx,
  table: TenantTable,
  { tenantId, updatedBy }: { tenantId: string; updatedBy: string | null },
  rows: (Columns & { id: string; version: number })[],
): Promise<Set<string>> {
  const written = new Set<string>();
  for (const [columns, group] of groupByColumns(table, rows)) {
    const changes = columns
      .filter(({ key }) => key !== "id" && key !== "version")
      .map(({ name }) => sql`${sql.identifier(name)} = r.${sql.identifier(name)}`);
    const done = (await tx.execute(sql`
      update ${table} t
         set ${sql.join(changes, sql`, `)}, version = t.version + 1, updated_at = now(), updated_by = ${updatedBy}::uuid
        from ${recordset(columns, group)}
       where t.tenant_id = ${tenantId}::uuid and t.id = r.id and t.version = r.version and t.deleted_at is null
      returning t.id`)) as unknown as { id: string }[];
    for (const { id } of done) written.add(id);
  }
  return written;
}

type Column = { key: string; name: string; type: string };

function recordset(columns: Column[], rows: Columns[]): SQL {
  const types = columns.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`);
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map(({ key, name }) => [name, toJson(row[key])]))),
  );
  return sql`json_to_recordset(${json}::json) as r(${sql.join(types, sql`, `)})`;
}

const toJson = (value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

/** Rows that set the same columns go together: a column that a row leaves out keeps its default, or its value. */
function groupByColumns<Row extends Columns>(table: PgTable, rows: Row[]): [Column[], Row[]][] {
  const all = getTableColumns(table) as Record<string, PgColumn>;
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const keys = Object.keys(row)
      .filter((key) => row[key] !== undefined && all[key])
      .sort()
      .join(" ");
    const group = groups.get(keys);
    if (group) group.push(row);
    else groups.set(keys, [row]);
  }
  return [...groups].map(([keys, group]) => [keys.split(" ").flatMap((key) => columnOf(all, key)), group]);
}

function columnOf(all: Record<string, PgColumn>, key: string): Column[] {
  const column = all[key];
  return column ? [{ key, name: column.name, type: column.getSQLType() }] : [];
}
