import { and, asc, desc, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgSelect, PgTable } from "drizzle-orm/pg-core";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { type Resource, type ResourceName, resources } from "@/lib/rbac/resources";
import { readingOf } from "@/lib/records/reading";
import { type Cursor, decodeCursor, encodeCursor } from "./cursor";
import { foundBy, type SearchedEntity } from "./search";
import { type ListState, PAGE_SIZE, type Page } from "./state";

/**
 * A page and the row that shows whether there is another. Said in the statement itself: with a limit that is a parameter, PostgreSQL
 * plans the list anew each time, which took half of its time. Drizzle takes SQL here, and its types do not say so.
 */
const ONE_MORE = sql.raw(String(PAGE_SIZE + 1)) as never;

type Keyed = { id: string; cursor: string | null };
type RowOf<Query extends PgSelect> = Awaited<Query>[number];

/** Without `deletedAt`, its rows are never deleted. */
type Listed = PgTable & { tenantId: PgColumn; id: PgColumn; deletedAt?: PgColumn };

/** The selected columns that every list needs: the row's id, and the text of its sort value for the cursor. */
export type CursorColumns = { id: SQL<string>; cursor: SQL<string | null> };

type KeysetQuery<Sort extends string, Query extends PgSelect = PgSelect> = {
  tx: TenantTx;
  table: PgTable & { id: PgColumn };
  state: ListState<Sort, string>;
  /** The column behind each sort key. In a tenant's list of `table` itself, and indexed `(tenant_id, column nulls first, id)`. */
  sorts: Record<Sort, PgColumn>;
  /** Sort keys whose column comes through an outer join, and so may be null all the same. */
  fromOuterJoin?: readonly NoInfer<Sort>[];
  /** How many rows there are in all, where that is known and counting them would take long. */
  total?: Promise<number>;
  /** The select with its joins. It must select both of the columns given, and be `$dynamic()`. */
  query: (columns: CursorColumns) => Query;
};

type ListQuery<Sort extends string, Query extends PgSelect = PgSelect> = KeysetQuery<Sort, Query> & {
  ctx: { tenantId: string };
  table: Listed;
  /** Filters, beside the tenant and the search, which are added here. */
  where?: (SQL | undefined)[];
};

/** One page of a tenant's list. Rows that were deleted are left out. */
export function listPage<Sort extends string, Query extends PgSelect>(
  list: ListQuery<Sort, Query>,
): Promise<Page<Omit<RowOf<Query>, "cursor">>> {
  const { ctx, table } = list;
  const there = table.deletedAt && sql`${table.deletedAt} is null`;
  return keysetPage(list, within(ctx, table, there, ...(list.where ?? [])));
}

type RecordList<Sort extends string, Query extends PgSelect> = ListQuery<Sort, Query> & {
  ctx: Context;
  resource: ResourceName;
  /** The entity's name for its search. */
  search: SearchedEntity;
};

/**
 * One page of the records that the member may read. By a field that is hidden from them in some records they cannot sort: the order, and
 * the cursor, would tell it. Such a list goes by age, and says so in `note`.
 */
export async function recordPage<Sort extends string, Query extends PgSelect>(
  list: RecordList<Sort, Query>,
): Promise<Page<Omit<RowOf<Query>, "cursor">>> {
  const { ctx, resource, table, search, state, where = [] } = list;
  const reading = readingOf(ctx, resource, table);
  const words = state.q === "" ? undefined : foundBy(ctx, search, state.q);
  const found = { ...list, where: [reading.rows, ...where, words] };
  const field = fieldOf(table, list.sorts[state.sort.key]);
  if (field === null || !reading.of(field)) return listPage(found);
  const { attributes, many }: Resource = resources[resource];
  // Ids are made in the order of time.
  const sorts = { ...list.sorts, [state.sort.key]: table.id };
  const page = await listPage({ ...found, sorts } as typeof found);
  const label = attributes[field]?.label ?? field;
  const instead = state.sort.descending ? "The newest come first." : "The oldest come first.";
  return { ...page, note: `Not sorted by ${label}: it is hidden from you in some ${many}. ${instead}` };
}

/** The attribute that a column holds; null for a column that is none, such as a folded name. */
function fieldOf(table: PgTable, column: PgColumn): string | null {
  const found = Object.entries(getTableColumns(table)).find(([, each]) => each === column);
  return found?.[0] ?? null;
}

/**
 * One page of a list by keyset: as fast on the last page as on the first, and stable while rows are added.
 * Empty values sort as the smallest. `matches` says which rows there are, by columns of the table itself.
 */
export async function keysetPage<Sort extends string, Query extends PgSelect>(
  list: KeysetQuery<Sort, Query>,
  matches: SQL | undefined,
): Promise<Page<Omit<RowOf<Query>, "cursor">>> {
  const { tx, table, state } = list;
  const column = list.sorts[state.sort.key];
  const nullable = !column.notNull || (list.fromOuterJoin?.includes(state.sort.key) ?? false);
  const backwards = state.cursor?.direction === "before";
  const cursor = state.cursor ? decodeCursor(state.sort.key, state.cursor.value) : null;
  const descending = state.sort.descending !== backwards;
  const order = descending ? desc : asc;
  const rowsQuery = list
    .query({ id: sql<string>`${table.id}`, cursor: sql<string | null>`${column}::text` })
    .where(and(matches, cursor ? beyond(column, table.id, cursor, descending, nullable) : undefined))
    .orderBy(sql`${order(column)}${nullable ? nulls(descending) : sql``}`, order(table.id))
    .limit(ONE_MORE);
  const [found, total] = await Promise.all([
    rowsQuery as unknown as Promise<(RowOf<Query> & Keyed)[]>,
    list.total ?? tx.$count(table, matches),
  ]);
  const more = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (backwards) page.reverse();
  const first = page.at(0);
  const last = page.at(-1);
  const hasPrevious = backwards ? more : cursor !== null;
  const hasNext = backwards ? cursor !== null : more;
  return {
    rows: page.map(({ cursor: _cursor, ...row }) => row),
    previous:
      hasPrevious && first ? encodeCursor(state.sort.key, { value: first.cursor, id: first.id }) : null,
    next: hasNext && last ? encodeCursor(state.sort.key, { value: last.cursor, id: last.id }) : null,
    total,
  };
}

/** Said only where there can be nulls: PostgreSQL matches an index's order of nulls even on a column that has none. */
const nulls = (descending: boolean): SQL => sql.raw(descending ? " nulls last" : " nulls first");

/** The rows past a cursor in the direction of the sort, where null is the smallest value. */
function beyond(column: PgColumn, id: PgColumn, cursor: Cursor, descending: boolean, nullable: boolean): SQL {
  const type = sql.raw(column.getSQLType());
  if (cursor.value === null) {
    return descending
      ? sql`(${column} is null and ${id} < ${cursor.id}::uuid)`
      : sql`(${column} is not null or ${id} > ${cursor.id}::uuid)`;
  }
  const here = sql`(${cursor.value}::${type}, ${cursor.id}::uuid)`;
  return descending
    ? sql`((${column}, ${id}) < ${here}${nullable ? sql` or ${column} is null` : sql``})`
    : sql`(${column}, ${id}) > ${here}`;
}
