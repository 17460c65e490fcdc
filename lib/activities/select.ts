import { eq, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { activities, companies, contacts, deals, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { CursorColumns } from "@/lib/lists/page";
import type { ResourceName } from "@/lib/rbac/resources";
import { readingOf } from "@/lib/records/reading";

const author = alias(members, "author");

/** A record's name while it is there; nobody could open a deleted one. */
const ifThere = (deletedAt: PgColumn, name: SQL | PgColumn) =>
  sql<string | null>`case when ${deletedAt} is null then ${name} end`;

/**
 * Activities with the names of what they are about, as far as the member may read that, and whose they are; `columns` are selected
 * beside.
 */
export function selectActivities<Columns extends { id: PgColumn | CursorColumns["id"] }>(
  ctx: Context,
  tx: TenantTx,
  columns: Columns,
) {
  const readable = (resource: ResourceName, table: PgTable) => readingOf(ctx, resource, table).rows;
  return tx
    .select({
      ...columns,
      type: activities.type,
      subject: activities.subject,
      body: activities.body,
      dueAt: activities.dueAt,
      doneAt: activities.doneAt,
      occurredAt: activities.occurredAt,
      contactId: contacts.id,
      companyId: companies.id,
      dealId: deals.id,
      assigneeId: activities.assigneeId,
      contact: ifThere(
        contacts.deletedAt,
        sql`nullif(concat_ws(' ', ${contacts.firstName}, ${contacts.lastName}), '')`,
      ),
      company: ifThere(companies.deletedAt, companies.name),
      deal: ifThere(deals.deletedAt, deals.title),
      assignee: members.displayName,
      author: author.displayName,
      version: activities.version,
      createdAt: activities.createdAt,
    })
    .from(activities)
    .leftJoin(
      contacts,
      within(ctx, contacts, eq(contacts.id, activities.contactId), readable("contact", contacts)),
    )
    .leftJoin(
      companies,
      within(ctx, companies, eq(companies.id, activities.companyId), readable("company", companies)),
    )
    .leftJoin(deals, within(ctx, deals, eq(deals.id, activities.dealId), readable("deal", deals)))
    .leftJoin(members, within(ctx, members, eq(members.id, activities.assigneeId)))
    .leftJoin(author, within(ctx, author, eq(author.id, activities.createdBy)))
    .$dynamic();
}
