import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { authors, currency, id, lifecycle, minor, tenantId, timestamps } from "../../columns";
import { tenantKey, within } from "./keys";
import { members } from "./members";
import { searchOf } from "./search";

/** The tenant's accounts: the companies it does business with. */
export const companies = pgTable(
  "companies",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    /** `name` folded, for look-ups by equality and for sorting. */
    nameKey: text("name_key").notNull(),
    domain: text("domain"),
    industry: text("industry"),
    street: text("street"),
    city: text("city"),
    region: text("region"),
    postalCode: text("postal_code"),
    country: text("country"),
    parentCompanyId: uuid("parent_company_id"),
    companySize: text("company_size"),
    employeeCount: integer("employee_count"),
    yearFounded: integer("year_founded"),
    annualRevenueMinor: minor("annual_revenue_minor"),
    revenueCurrency: currency("revenue_currency"),
    customFields: jsonb("custom_fields").$type<Record<string, unknown>>().notNull().default({}),
    ownerId: uuid("owner_id"),
    externalId: text("external_id"),
    search: searchOf(
      () =>
        sql`coalesce(name, '') || ' ' || coalesce(domain, '') || ' ' || coalesce(industry, '') || ' ' || coalesce(city, '') || ' ' || coalesce(country, '')`,
    ),
    ...timestamps(),
    ...authors(),
    ...lifecycle(),
  },
  (t) => [
    tenantKey(t),
    ...within("companies", t, t.parentCompanyId, t),
    ...within("companies", t, t.ownerId, members),
    index("companies_name_key_idx").on(t.tenantId, t.nameKey, t.id),
    index("companies_updated_at_idx").on(t.tenantId, t.updatedAt, t.id),
    index("companies_created_at_idx").on(t.tenantId, t.createdAt, t.id),
    index("companies_annual_revenue_minor_idx").on(t.tenantId, t.annualRevenueMinor.asc().nullsFirst(), t.id),
    index("companies_employee_count_idx").on(t.tenantId, t.employeeCount.asc().nullsFirst(), t.id),
    uniqueIndex("companies_external_id_key").on(t.tenantId, t.externalId).where(sql`deleted_at is null`),
    index("companies_search_idx").using("gin", t.tenantId, t.search),
    check("companies_parent_check", sql`${t.parentCompanyId} <> ${t.id}`),
    check("companies_revenue_check", sql`(${t.annualRevenueMinor} is null) = (${t.revenueCurrency} is null)`),
  ],
);
