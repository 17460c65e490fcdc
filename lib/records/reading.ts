import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { type Resource, type ResourceName, resources } from "@/lib/rbac/resources";

/**
 * What a member may read of a table, as conditions of a query. All of them are undefined for who may read everything, so that nothing
 * is added to the statement then.
 */
export type Reading = {
  /** The rows that may be read. */
  rows: SQL | undefined;
  /** Of these, the rows of which all these fields may be read too. */
  of: (...fields: string[]) => SQL | undefined;
  /** A condition on fields: rows of which one of these is hidden do not meet it, or they would tell what is hidden. */
  by: (fields: string | string[], condition: SQL | undefined | "") => SQL | undefined;
  /** A column, or what is made of it, where the field may be read; null in other rows. */
  shown: (field: string, column: SQL | PgColumn) => SQL | PgColumn;
};

export function readingOf(ctx: Context, resource: ResourceName, table: PgTable): Reading {
  const permission = `${resource}:read` as const;
  const { limited, always } = ctx.access.fields(permission);
  const { attributes }: Resource = resources[resource];
  // What is no attribute goes with its record: an external id, a folded name.
  const of = (...fields: string[]) => {
    const unsure = limited ? fields.filter((field) => field in attributes && !always.has(field)) : [];
    return unsure.length > 0 ? and(...unsure.map((field) => ctx.where(permission, table, field))) : undefined;
  };
  return {
    rows: ctx.where(permission, table),
    of,
    by: (fields, condition) => (condition ? and(condition, of(...[fields].flat())) : undefined),
    shown: (field, column) => {
      const readable = of(field);
      return readable ? sql`case when ${readable} then ${column} end` : column;
    },
  };
}

/** For a filter by records: those among its ids that the member may read; undefined when that is all of them. */
export const readableIds =
  (ctx: Context, resource: ResourceName, table: PgTable & { tenantId: PgColumn; id: PgColumn }) =>
  (ids: string[]): SQL | undefined => {
    const { rows } = readingOf(ctx, resource, table);
    return (
      rows &&
      sql`(select ${table.id} from ${table} where ${within(ctx, table, inArray(table.id, ids), rows)})`
    );
  };

/** Whether there may be rows of a table that the member may not read. */
export const isRestricted = (ctx: Context, resource: ResourceName, table: PgTable): boolean =>
  readingOf(ctx, resource, table).rows !== undefined;
