import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authors, currency, id, lifecycle, minor, moment, tenantId, timestamps } from "../../columns";
import { companies } from "./companies";
import { contacts } from "./contacts";
import { tenantKey, within } from "./keys";
import { members } from "./members";
import { pipelineStages } from "./pipelines";
import { products } from "./products";
import { searchOf } from "./search";

export const dealContactRoles = ["decision_maker", "influencer", "user"] as const;

/** An opportunity. Whether it is open, won or lost is the kind of its stage. */
export const deals = pgTable(
  "deals",
  {
    tenantId: tenantId(),
    id: id(),
    title: text("title").notNull(),
    titleKey: text("title_key").notNull(),
    valueMinor: minor("value_minor"),
    currency: currency().notNull(),
    probability: integer("probability").notNull(),
    stageId: uuid("stage_id").notNull(),
    stageEnteredAt: moment("stage_entered_at").notNull().defaultNow(),
    companyId: uuid("company_id"),
    primaryContactId: uuid("primary_contact_id"),
    ownerId: uuid("owner_id"),
    productId: uuid("product_id"),
    startDate: date("start_date", { mode: "string" }),
    expectedCloseDate: date("expected_close_date", { mode: "string" }),
    actualCloseDate: date("actual_close_date", { mode: "string" }),
    dealSource: text("deal_source"),
    description: text("description"),
    lostReason: text("lost_reason"),
    externalId: text("external_id"),
    search: searchOf(() => sql`coalesce(title, '') || ' ' || coalesce(external_id, '')`),
    ...timestamps(),
    ...authors(),
    ...lifecycle(),
  },
  (t) => [
    tenantKey(t),
    ...within("deals", t, t.companyId, companies),
    ...within("deals", t, t.primaryContactId, contacts),
    ...within("deals", t, t.ownerId, members),
    ...within("deals", t, t.productId, products),
    ...within("deals", t, t.stageId, pipelineStages),
    index("deals_board_idx").on(t.tenantId, t.stageId, t.stageEnteredAt, t.id).where(sql`deleted_at is null`),
    index("deals_created_at_idx").on(t.tenantId, t.createdAt, t.id),
    index("deals_title_key_idx").on(t.tenantId, t.titleKey, t.id),
    index("deals_value_minor_idx").on(t.tenantId, t.valueMinor.asc().nullsFirst(), t.id),
    index("deals_expected_close_date_idx").on(t.tenantId, t.expectedCloseDate.asc().nullsFirst(), t.id),
    index("deals_updated_at_idx").on(t.tenantId, t.updatedAt, t.id),
    index("deals_actual_close_date_idx").on(t.tenantId, t.actualCloseDate.asc().nullsFirst(), t.id),
    uniqueIndex("deals_external_id_key").on(t.tenantId, t.externalId).where(sql`deleted_at is null`),
    // Every column that the dashboard adds up, so that it reads this index alone.
    index("deals_figures_idx")
      .on(t.tenantId, t.stageId, t.actualCloseDate, t.ownerId, t.currency, t.valueMinor, t.probability)
      .where(sql`deleted_at is null`),
    index("deals_search_idx").using("gin", t.tenantId, t.search),
    check("deals_probability_check", sql`${t.probability} between 0 and 100`),
  ],
);

/** The people on a deal, each with a role. */
export const dealContacts = pgTable(
  "deal_contacts",
  {
    tenantId: tenantId(),
    id: id(),
    dealId: uuid("deal_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    role: text("role", { enum: dealContactRoles }).notNull(),
    ...timestamps(),
  },
  (t) => [
    tenantKey(t),
    ...within("deal_contacts", t, t.dealId, deals),
    ...within("deal_contacts", t, t.contactId, contacts),
    uniqueIndex("deal_contacts_key").on(t.tenantId, t.dealId, t.contactId),
    check("deal_contacts_role_check", sql`${t.role} in ('decision_maker', 'influencer', 'user')`),
  ],
);
