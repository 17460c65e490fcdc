import { type AnyPgColumn, foreignKey, index, primaryKey } from "drizzle-orm/pg-core";

type TenantRow = { tenantId: AnyPgColumn; id: AnyPgColumn };

/** The primary key of every tenant table: `(tenant_id, id)`, so that a foreign key can carry the tenant. */
export const tenantKey = (t: TenantRow) => primaryKey({ columns: [t.tenantId, t.id] });

/**
 * A foreign key inside one tenant, and the index that it needs. It is composite because PostgreSQL checks
 * foreign keys without row-level security: a plain one could point into another tenant.
 */
export const within = (table: string, t: { tenantId: AnyPgColumn }, column: AnyPgColumn, to: TenantRow) => [
  foreignKey({
    name: `${table}_${column.name}_fk`,
    columns: [t.tenantId, column],
    foreignColumns: [to.tenantId, to.id],
  }),
  index(`${table}_${column.name}_idx`).on(t.tenantId, column),
];
