import type { productTypes } from "@/lib/products/names";

export const productTypeNames: Record<(typeof productTypes)[number], string> = {
  plan: "Plan",
  service: "Service",
  product: "Product",
};

export const productTypeOptions = Object.entries(productTypeNames).map(([value, label]) => ({
  value,
  label,
}));
