import { eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { members, products } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { listPage } from "@/lib/lists/page";
import { pick, pickInput } from "@/lib/records/pick";
import type { productTypes } from "./names";
import { productListInput } from "./schema";

/** A page of the products. */
export const listProducts = defineQuery({
  name: "product.list",
  permission: "product:read",
  input: productListInput,
  run: ({ ctx, tx, input }) =>
    listPage({
      ctx,
      tx,
      state: input,
      table: products,
      search: "products",
      sorts: {
        name: products.nameKey,
        price: products.unitPriceMinor,
        created: products.createdAt,
        updated: products.updatedAt,
      },
      where: [
        input.filters.type && inArray(products.type, input.filters.type as (typeof productTypes)[number][]),
        input.filters.active &&
          inArray(
            products.isActive,
            input.filters.active.map((value) => value === "yes"),
          ),
      ],
      query: (cursor) =>
        tx
          .select({
            ...cursor,
            name: products.name,
            sku: products.sku,
            type: products.type,
            category: products.category,
            unitPriceMinor: products.unitPriceMinor,
            currency: products.currency,
            isActive: products.isActive,
            updatedAt: products.updatedAt,
          })
          .from(products)
          .$dynamic(),
    }),
});

/** One product, with all that its page shows. */
export const getProduct = defineQuery({
  name: "product.get",
  permission: "product:read",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input }) => {
    const [product] = await tx
      .select({
        id: products.id,
        name: products.name,
        sku: products.sku,
        type: products.type,
        category: products.category,
        description: products.description,
        unitPriceMinor: products.unitPriceMinor,
        unitCostMinor: products.unitCostMinor,
        currency: products.currency,
        isActive: products.isActive,
        version: products.version,
        createdAt: products.createdAt,
        updatedAt: products.updatedAt,
        updatedBy: members.displayName,
      })
      .from(products)
      .leftJoin(members, within(ctx, members, eq(members.id, products.updatedBy)))
      .where(within(ctx, products, eq(products.id, input.id), isNull(products.deletedAt)));
    if (!product) throw new NotFound();
    return product;
  },
});

/** Products for a picker, with their SKU. */
export const searchProducts = defineQuery({
  name: "product.search",
  permission: "product:read",
  input: pickInput,
  run: ({ ctx, tx, input }) =>
    pick({ ctx, tx, input, table: products, entity: "products", label: products.name, hint: products.sku }),
});
