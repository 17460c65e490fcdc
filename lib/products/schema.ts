import { z } from "zod";
import { type ListSpec, listInput } from "@/lib/lists/state";
import {
  currencyCode,
  optionalMinor,
  optionalText,
  requiredText,
  unlessHidden,
  version,
} from "@/lib/records/fields";
import { productTypes } from "./names";

/** What people write about a product: the same for a new one and an edited one. */
export const productFields = z.object({
  name: requiredText("A name"),
  sku: optionalText(64),
  type: z.enum(productTypes).default("product"),
  category: optionalText(),
  description: optionalText(5000),
  unitPriceMinor: optionalMinor(),
  unitCostMinor: optionalMinor(),
  currency: currencyCode(),
  isActive: z.boolean().default(true),
});

/** Whoever may not see what every product has leaves it out: it stays as it is. */
export const productUpdate = productFields.extend({
  id: z.uuid(),
  version: version(),
  type: unlessHidden(z.enum(productTypes)),
  currency: unlessHidden(productFields.shape.currency),
  isActive: unlessHidden(z.boolean()),
});

export const productList = {
  sorts: ["name", "price", "created", "updated"],
  defaultSort: "name",
  filters: ["type", "active"],
} as const satisfies ListSpec;

export const productListInput = listInput(productList);
