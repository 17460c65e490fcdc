import { and, eq, getTableColumns, isNull } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { RecordAttributes } from "@/lib/rbac/policy";
import { type Resource, type ResourceName, resources } from "@/lib/rbac/resources";
import { type RecordTable, tables } from "./tables";

/** A record as rules see it: its `id` and every attribute of its resource, custom fields included. */
export type FoundRecord = RecordAttributes & { id: string };

/**
 * One record with all that rules go by, or null when it is not there, or is deleted. `lock` keeps others from changing it until the
 * transaction ends, and two decisions about it apart.
 */
export async function findRecord(
  tx: TenantTx,
  scope: { tenantId: string },
  name: ResourceName,
  id: string,
  lock?: "lock",
): Promise<FoundRecord | null> {
  const table = tables[name];
  const query = tx
    .select(columnsOf(name, table))
    .from(table)
    .where(within(scope, table, and(eq(table.id, id), isNull(table.deletedAt))));
  const [record] = await (lock ? query.for("no key update") : query);
  return record ? ({ ...record } as FoundRecord) : null;
}

function columnsOf(name: ResourceName, table: RecordTable): Record<string, PgColumn> {
  const { attributes, hasCustomFields }: Resource = resources[name];
  const wanted = ["id", ...Object.keys(attributes), ...(hasCustomFields ? ["customFields"] : [])];
  const known: Record<string, PgColumn> = getTableColumns(table);
  return Object.fromEntries(
    wanted.map((key) => {
      const column = known[key];
      if (!column) throw new Error(`The attribute ${key} of ${name} has no column.`);
      return [key, column];
    }),
  );
}

/** What a record is called: the attributes that name it, in their order. */
export function nameOfRecord(name: ResourceName, record: RecordAttributes): string {
  const { attributes }: Resource = resources[name];
  // The subject alone tells an activity apart, and not its type.
  if (name === "activity") return String(record.subject);
  const words = Object.entries(attributes).flatMap(([key, { isName }]) =>
    isName ? (record[key] ?? []) : [],
  );
  return words.join(" ");
}
