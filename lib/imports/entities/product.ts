import { products } from "@/db/schema/tenant";
import { fold } from "@/lib/records/fold";
import { asIs, pick } from "./pick";
import type { Adapter } from "./types";

export const productAdapter: Adapter = {
  entity: "product",
  table: products,
  keys: { name: { column: "nameKey", normalise: fold }, sku: { column: "sku", normalise: asIs } },
  unique: "sku",
  columns: (values, { currency }) => ({
    ...(values.has("unit_price") || values.has("unit_cost") ? { currency } : {}),
    ...pick(values, {
      name: "name",
      sku: "sku",
      type: "type",
      category: "category",
      unit_price: "unitPriceMinor",
      unit_cost: "unitCostMinor",
      currency: "currency",
      description: "description",
    }),
  }),
  complete: (columns, existing, { currency }) => ({
    ...(existing ? {} : { currency, type: "product" }),
    ...columns,
    ...(columns.name === undefined ? {} : { nameKey: fold(String(columns.name)) }),
  }),
  missing: ({ name }) => (name ? null : "The row has no name"),
};
