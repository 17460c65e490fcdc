"use server";

import { toAction } from "@/lib/kernel/action";
import { createProduct, deleteProducts, restoreProducts, updateProduct } from "./commands";
import { searchProducts } from "./queries";

export const createProductAction = toAction(createProduct);
export const updateProductAction = toAction(updateProduct);
export const deleteProductsAction = toAction(deleteProducts);
export const restoreProductsAction = toAction(restoreProducts);
export const searchProductsAction = toAction(searchProducts);
