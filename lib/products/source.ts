import { products } from "@/db/schema/tenant";
import type { RecordSource } from "@/lib/records/source";

/** What the rows of products tell, for who may not see all of it. */
export const productSource = {
  resource: "product",
  table: products,
  named: ["name"],
  // An amount without its currency is none.
  along: { currency: ["unitPriceMinor", "unitCostMinor"] },
  related: {},
} as const satisfies RecordSource;
