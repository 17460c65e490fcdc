import type { Deletion } from "@/components/records/use-delete";
import { deleteProductsAction, restoreProductsAction } from "@/lib/products/actions";

export const productDeletion: Deletion = {
  remove: deleteProductsAction,
  restore: restoreProductsAction,
  nouns: ["product", "products"],
};
