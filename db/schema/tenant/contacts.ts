import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authors, id, lifecycle, tenantId, timestamps } from "../../columns";
import { companies } from "./companies";
import { tenantKey, within } from "./keys";
import { members } from "./members";
import { searchOf } from "./search";

/** A person the tenant knows, mostly at one of its companies. */
export const contacts = pgTable(
  "contacts",
  {
    tenantId: tenantId(),
    id: id(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name"),
    /** Last name, then first name, folded: for sorting and look-ups. */
    nameKey: text("name_key").notNull(),
    email: text("email"),
    emailLc: text("email_lc"),
    phone: text("phone"),
    title: text("title"),
    companyId: uuid("company_id"),
    ownerId: uuid("owner_id"),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    customFields: jsonb("custom_fields").$type<Record<string, unknown>>().notNull().default({}),
    externalId: text("external_id"),
    search: searchOf(
      () =>
        sql`coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(title, '')`,
    ),
    ...timestamps(),
    ...authors(),
    ...lifecycle(),
  },
  (t) => [
    tenantKey(t),
    ...within("contacts", t, t.companyId, companies),
    ...within("contacts", t, t.ownerId, members),
    index("contacts_name_key_idx").on(t.tenantId, t.nameKey, t.id),
    index("contacts_email_lc_idx").on(t.tenantId, t.emailLc),
    index("contacts_updated_at_idx").on(t.tenantId, t.updatedAt, t.id),
    index("contacts_created_at_idx").on(t.tenantId, t.createdAt, t.id),
    uniqueIndex("contacts_external_id_key").on(t.tenantId, t.externalId).where(sql`deleted_at is null`),
    index("contacts_search_idx").using("gin", t.tenantId, t.search),
  ],
);
