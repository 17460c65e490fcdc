import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { authors, currency, id, lifecycle, minor, tenantId, timestamps } from "../../columns";
import { tenantKey } from "./keys";
import { searchOf } from "./search";

export const productTypes = ["plan", "service", "product"] as const;

/** What the tenant sells. */
export const products = pgTable(
  "products",
  {
    tenantId: tenantId(),
    id: id(),
    sku: text("sku"),
    name: text("name").notNull(),
    nameKey: text("name_key").notNull(),
    type: text("type", { enum: productTypes }).notNull().default("product"),
    category: text("category"),
    description: text("description"),
    unitPriceMinor: minor("unit_price_minor"),
    unitCostMinor: minor("unit_cost_minor"),
    currency: currency().notNull(),
    isActive: boolean("is_active").notNull().default(true),
    search: searchOf(
      () => sql`coalesce(name, '') || ' ' || coalesce(sku, '') || ' ' || coalesce(category, '')`,
    ),
    ...timestamps(),
    ...authors(),
    ...lifecycle(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("products_sku_key").on(t.tenantId, t.sku).where(sql`deleted_at is null`),
    index("products_name_key_idx").on(t.tenantId, t.nameKey, t.id),
    index("products_updated_at_idx").on(t.tenantId, t.updatedAt, t.id),
    index("products_created_at_idx").on(t.tenantId, t.createdAt, t.id),
    index("products_search_idx").using("gin", t.tenantId, t.search),
    check("products_type_check", sql`${t.type} in ('plan', 'service', 'product')`),
  ],
);
