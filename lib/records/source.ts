import { getTableColumns, inArray } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, masked } from "@/lib/kernel";
import type { RecordAttributes } from "@/lib/rbac/policy";
import type { ResourceName } from "@/lib/rbac/resources";

export type Where = { ctx: Context; tx: TenantTx };
export type RecordTable = PgTable & { tenantId: PgColumn; id: PgColumn };
type Related = Readonly<Record<string, { resource: ResourceName; table: RecordTable }>>;

/** What is known of an entity's rows for taking out of them what a reader may not see. */
export type RecordSource = {
  resource: ResourceName;
  table: RecordTable;
  /** What every reader of the record sees: its rows keep the type of these. */
  named: readonly string[];
  /** By attribute, what else of a row goes with it: the stage's name with its id, an amount with its currency. */
  along: Readonly<Record<string, readonly string[]>>;
  /** Attributes that name a record which has readers of its own. */
  related: Related;
};

/** The columns of records but for the index of their words, which no rule goes by. */
export function storedColumns(table: PgTable): Record<string, PgColumn> {
  const { search: _, ...columns } = getTableColumns(table) as Record<string, PgColumn>;
  return columns;
}

/** The records with these ids, by id, with every attribute that rules can go by; deleted ones too. */
export async function recordsOf(
  { ctx, tx }: Where,
  table: RecordTable,
  ids: readonly string[],
): Promise<Map<string, RecordAttributes>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select(storedColumns(table))
    .from(table)
    .where(within(ctx, table, inArray(table.id, [...ids])));
  return new Map(rows.map((row) => [String(row.id), row]));
}

/** Those of the ids that this member may read; undefined when it is all of them. */
export async function readableOf(
  { ctx, tx }: Where,
  { resource, table }: Related[string],
  ids: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const readable = ctx.where(`${resource}:read`, table);
  if (!readable) return undefined;
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(within(ctx, table, inArray(table.id, [...ids]), readable));
  return new Set(rows.map(({ id }) => String(id)));
}

/** What is hidden of one record: fields by rules, with what they tell; and fields whose record cannot be read. */
export type HiddenFields = { byRule: ReadonlySet<string>; byReference: ReadonlySet<string> };

/** What is hidden of each of these records, by its id. */
export async function hiddenOf(
  where: Where,
  source: RecordSource,
  records: readonly RecordAttributes[],
): Promise<Map<string, HiddenFields>> {
  const references = await Promise.all(
    Object.entries(source.related).map(async ([field, related]) => {
      const ids = records.flatMap((record) => (record[field] ? [String(record[field])] : []));
      return { field, readable: await readableOf(where, related, [...new Set(ids)]) };
    }),
  );
  const judged = masked(where.ctx, `${source.resource}:read`, records);
  return new Map(
    records.map((record, at) => {
      const closed = judged[at]?.hidden ?? [];
      const byRule = new Set(closed.flatMap((field) => [field, ...(source.along[field] ?? [])]));
      const lost = references.filter(
        ({ field, readable }) => readable && record[field] && !readable.has(String(record[field])),
      );
      return [String(record.id), { byRule, byReference: new Set(lost.map(({ field }) => field)) }];
    }),
  );
}

/** Whether anything of this entity's rows can be hidden from this member at all. */
export const hidesNothing = ({ ctx }: Where, { resource, related }: RecordSource): boolean =>
  !ctx.access.fields(`${resource}:read`).limited &&
  Object.values(related).every((one) => ctx.where(`${one.resource}:read`, one.table) === undefined);
