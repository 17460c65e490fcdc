import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { authors, id, lifecycle, moment, tenantId, timestamps } from "../../columns";
import { companies } from "./companies";
import { contacts } from "./contacts";
import { deals } from "./deals";
import { tenantKey, within } from "./keys";
import { members } from "./members";
import { searchOf } from "./search";

export const activityTypes = ["call", "email", "meeting", "note", "task"] as const;

/** Something done, or to do, about a contact, a company or a deal. */
export const activities = pgTable(
  "activities",
  {
    tenantId: tenantId(),
    id: id(),
    type: text("type", { enum: activityTypes }).notNull(),
    subject: text("subject").notNull(),
    body: text("body"),
    dueAt: moment("due_at"),
    doneAt: moment("done_at"),
    /** When it happened: what the timeline sorts by. */
    occurredAt: moment("occurred_at").notNull().defaultNow(),
    contactId: uuid("contact_id"),
    companyId: uuid("company_id"),
    dealId: uuid("deal_id"),
    assigneeId: uuid("assignee_id"),
    search: searchOf(() => sql`coalesce(subject, '') || ' ' || coalesce(body, '')`),
    ...timestamps(),
    ...authors(),
    ...lifecycle(),
  },
  (t) => [
    tenantKey(t),
    ...within("activities", t, t.contactId, contacts),
    ...within("activities", t, t.companyId, companies),
    ...within("activities", t, t.dealId, deals),
    ...within("activities", t, t.assigneeId, members),
    index("activities_occurred_at_idx").on(t.tenantId, t.occurredAt, t.id),
    index("activities_due_at_idx").on(t.tenantId, t.dueAt.asc().nullsFirst(), t.id),
    index("activities_search_idx").using("gin", t.tenantId, t.search),
    check("activities_type_check", sql`${t.type} in ('call', 'email', 'meeting', 'note', 'task')`),
    check("activities_subject_check", sql`num_nonnulls(${t.contactId}, ${t.companyId}, ${t.dealId}) >= 1`),
  ],
);
