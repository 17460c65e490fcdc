/** Apart from the schema, so that a page does not bring zod along. */
export const productTypes = ["plan", "service", "product"] as const;

export const productLabels = {
  name: "Name",
  sku: "SKU",
  type: "Type",
  category: "Category",
  description: "Description",
  unitPriceMinor: "Unit price",
  unitCostMinor: "Unit cost",
  currency: "Currency",
  isActive: "Sold",
} as const;
