import { asc, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { storable } from "@/lib/format/storable";
import type { Context } from "@/lib/kernel";
import { foundBy, type SearchedEntity } from "@/lib/lists/search";
import type { ResourceName } from "@/lib/rbac/resources";
import { readingOf } from "./reading";

/** What a picker offers. */
export type Choice = { id: string; label: string; hint?: string };

/** What the words of `q` match; or, with `ids`, these very records: to name what a link or a form already refers to. */
export const pickInput = z.object({
  q: z.string().max(200).transform(storable).default(""),
  ids: z.array(z.uuid()).max(50).optional(),
});

const MOST = 20;

type Pickable = PgTable & { tenantId: PgColumn; id: PgColumn; deletedAt: PgColumn; nameKey: PgColumn };

type Pick = {
  ctx: Context;
  tx: TenantTx;
  input: z.output<typeof pickInput>;
  table: Pickable;
  resource: ResourceName;
  entity: "companies" | "contacts" | "products";
  label: SQL | PgColumn;
  /** What of it the person may not see is theirs to leave out: `reading.shown`. */
  hint: SQL | PgColumn;
};

/** Up to 20 records for a picker that the member may read, by name; without words the first ones. */
export async function pick({
  ctx,
  tx,
  input,
  table,
  resource,
  entity,
  label,
  hint,
}: Pick): Promise<Choice[]> {
  const { rows: readable } = readingOf(ctx, resource, table);
  const rows = await tx
    .select({ id: table.id, label: sql<string>`${label}`, hint: sql<string | null>`${hint}` })
    .from(table)
    .where(within(ctx, table, isNull(table.deletedAt), readable, wanted(ctx, table, entity, input)))
    .orderBy(asc(table.nameKey), asc(table.id))
    .limit(MOST);
  return rows.map(toChoice);
}

/** What a picker is asked for, as a condition; undefined for everything. */
export function wanted(
  ctx: Context,
  table: { id: PgColumn },
  entity: SearchedEntity,
  { q, ids }: z.output<typeof pickInput>,
): SQL | undefined {
  if (ids) return inArray(table.id, ids);
  return q.trim() === "" ? undefined : foundBy(ctx, entity, q);
}

/** A row of a picker's query; an empty hint is no hint. */
export const toChoice = ({ id, label, hint }: { id: unknown; label: string; hint: string | null }): Choice =>
  hint ? { id: String(id), label, hint } : { id: String(id), label };
