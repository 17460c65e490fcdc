import { desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { type PgColumn, type PgTable, unionAll } from "drizzle-orm/pg-core";
import {
  activities,
  auditLogs,
  companies,
  contacts,
  deals,
  importRows,
  imports,
  products,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { visibleImports } from "@/lib/imports/visible";
import { type Context, defineQuery, whyNot } from "@/lib/kernel";
import { Forbidden, NotFound } from "@/lib/kernel/errors";
import { decodeCursor, encodeCursor } from "@/lib/lists/cursor";
import { readingOf } from "@/lib/records/reading";
import { loadEntries } from "./entries";
import { hiddenChanges } from "./hidden";
import { type TimelinePage, type TimelineResource, timelineInput } from "./schema";

/** A timeline has one order. */
const SORT = "timeline";
const PAGE_SIZE = 20;

type Record_ = PgTable & { tenantId: PgColumn; id: PgColumn; deletedAt: PgColumn };

const records: Record<
  TimelineResource,
  { table: Record_; currency: PgColumn | SQL; activities: PgColumn | null }
> = {
  company: { table: companies, currency: companies.revenueCurrency, activities: activities.companyId },
  contact: { table: contacts, currency: sql`null`, activities: activities.contactId },
  deal: { table: deals, currency: deals.currency, activities: activities.dealId },
  product: { table: products, currency: products.currency, activities: null },
};

/**
 * What happened to a record, newest first: its activities that the member may read, and what was changed about it by whom. Whoever may
 * read the record may read its history, but for the fields that are hidden from them: it tells no more than the record does.
 */
export const listTimeline = defineQuery({
  name: "timeline.list",
  permission: "activity:read",
  input: timelineInput,
  run: async ({ ctx, tx, input: { resource, id, after } }): Promise<TimelinePage> => {
    if (!ctx.can(`${resource}:read`)) throw new Forbidden(whyNot(`${resource}:read`, ctx));
    const { table, currency, activities: about } = records[resource];
    const { rows: readable } = readingOf(ctx, resource, table);
    const [record] = await tx
      .select({ currency: sql<string | null>`${currency}` })
      .from(table)
      .where(within(ctx, table, eq(table.id, id), isNull(table.deletedAt), readable));
    if (!record) throw new NotFound();
    const hidden = await hiddenChanges({ ctx, tx }, resource, id);
    const found = await pageOf({ ctx, tx, resource, id, about, after });
    const page = found.slice(0, PAGE_SIZE);
    const last = page.at(-1);
    return {
      entries: await loadEntries({ ctx, tx, resource, currency: record.currency, hidden, keys: page }),
      next: found.length > PAGE_SIZE && last ? encodeCursor(SORT, { value: last.moment, id: last.id }) : null,
    };
  },
});

type PageOf = {
  ctx: Context;
  tx: TenantTx;
  resource: TimelineResource;
  id: string;
  about: PgColumn | null;
  after: string | null;
};

/** The keys of a page's entries, each source read no further than the page can reach. */
function pageOf({ ctx, tx, resource, id, about, after }: PageOf) {
  const cursor = after ? decodeCursor(SORT, after) : null;
  const part = (kind: string, table: { id: PgColumn }, at: PgColumn) => ({
    columns: {
      kind: sql<string>`${sql.raw(`'${kind}'`)}`.as("kind"),
      id: sql<string>`${table.id}`.as("id"),
      moment: sql<string>`${at}::text`.as("moment"),
      at: sql<Date>`${at}`.as("at"),
    },
    beyond: cursor?.value
      ? sql`(${at}, ${table.id}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`
      : undefined,
    order: [desc(at), desc(table.id)],
  });
  const done = part("activity", activities, activities.occurredAt);
  const changed = part("change", auditLogs, auditLogs.createdAt);
  const imported = part("import", importRows, imports.finishedAt);
  const most = PAGE_SIZE + 1;
  const changes = tx
    .select(changed.columns)
    .from(auditLogs)
    .where(
      within(
        ctx,
        auditLogs,
        eq(auditLogs.resourceType, resource),
        eq(auditLogs.resourceId, id),
        changed.beyond,
      ),
    )
    .orderBy(...changed.order)
    .limit(most);
  const rows = tx
    .select(imported.columns)
    .from(importRows)
    .innerJoin(
      imports,
      // The name of a file can say as much as what is in it.
      within(
        ctx,
        imports,
        eq(imports.id, importRows.importId),
        eq(imports.state, "done"),
        visibleImports(ctx),
      ),
    )
    .where(
      within(
        ctx,
        importRows,
        eq(importRows.resourceId, id),
        inArray(importRows.outcome, ["created", "updated", "related"]),
        imported.beyond,
      ),
    )
    .orderBy(...imported.order)
    .limit(most);
  const reading = readingOf(ctx, "activity", activities);
  const written = tx
    .select(done.columns)
    .from(activities)
    .where(
      within(
        ctx,
        activities,
        about ? eq(about, id) : sql`false`,
        isNull(activities.deletedAt),
        done.beyond,
        reading.rows,
        reading.of(`${resource}Id`),
      ),
    )
    .orderBy(...done.order)
    .limit(most);
  return unionAll(written, changes, rows).orderBy(sql`"at" desc`, sql`"id" desc`).limit(most);
}
