import type { Field } from "./types";

export const productFields: Field[] = [
  {
    name: "name",
    label: "Name",
    kind: "text",
    synonyms: ["product", "product name", "item", "title"],
    required: true,
    key: true,
  },
  {
    name: "sku",
    label: "SKU",
    kind: "text",
    synonyms: ["article number", "product code", "code", "item number", "id"],
    key: true,
  },
  { name: "type", label: "Type", kind: "name_of", of: "product_type", synonyms: ["product type", "kind"] },
  {
    name: "category",
    label: "Category",
    kind: "text",
    synonyms: ["series", "family", "product family", "group", "line"],
  },
  {
    name: "unit_price",
    label: "Unit price",
    kind: "money",
    synonyms: ["price", "sales price", "list price", "sale price", "amount"],
  },
  {
    name: "unit_cost",
    label: "Unit cost",
    kind: "money",
    synonyms: ["cost", "purchase price", "cost price"],
  },
  {
    name: "currency",
    label: "Currency",
    kind: "name_of",
    of: "currency",
    synonyms: ["currency code", "price currency"],
  },
  { name: "description", label: "Description", kind: "long_text", synonyms: ["details", "notes", "text"] },
];
