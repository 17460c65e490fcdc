import type { ImportEntity } from "../fields/types";
import { companyAdapter } from "./company";
import { contactAdapter } from "./contact";
import { dealAdapter } from "./deal";
import { productAdapter } from "./product";
import type { Adapter } from "./types";

export const adapterOf: Record<ImportEntity, Adapter> = {
  company: companyAdapter,
  contact: contactAdapter,
  deal: dealAdapter,
  product: productAdapter,
};
