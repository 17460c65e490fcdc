import { and, eq, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** The tenant predicate, and whatever else must hold: never undefined, whatever the conditions are. */
export function within(
  scope: { tenantId: string },
  table: { tenantId: PgColumn },
  ...conditions: (SQL | undefined)[]
): SQL {
  const predicate = eq(table.tenantId, scope.tenantId);
  return and(predicate, ...conditions) ?? predicate;
}
