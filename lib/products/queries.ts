import { eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { members, products } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { recordPage } from "@/lib/lists/page";
import { pick, pickInput } from "@/lib/records/pick";
import { readingOf } from "@/lib/records/reading";
import { seenPage } from "@/lib/records/seen";
import { seenWithStanding } from "@/lib/records/standing";
import type { productTypes } from "./names";
import { productListInput } from "./schema";
import { productSource } from "./source";

/** A page of the products. */
export const listProducts = defineQuery({
  name: "product.list",
  permission: "product:read",
  input: productListInput,
  run: ({ ctx, tx, input }) => seenPage({ ctx, tx }, productSource, productPage({ ctx, tx, input })),
});

type ProductPage = { ctx: Context; tx: TenantTx; input: z.output<typeof productListInput> };

const productPage = ({ ctx, tx, input }: ProductPage) => {
  const { by } = readingOf(ctx, "product", products);
  return recordPage({
    ctx,
    tx,
    state: input,
    table: products,
    resource: "product",
    search: "products",
    sorts: {
      name: products.nameKey,
      price: products.unitPriceMinor,
      created: products.createdAt,
      updated: products.updatedAt,
    },
    where: [
      by(
        "type",
        input.filters.type && inArray(products.type, input.filters.type as (typeof productTypes)[number][]),
      ),
      by(
        "isActive",
        input.filters.active &&
          inArray(
            products.isActive,
            input.filters.active.map((value) => value === "yes"),
          ),
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
  });
};

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
      .where(
        within(
          ctx,
          products,
          eq(products.id, input.id),
          isNull(products.deletedAt),
          readingOf(ctx, "product", products).rows,
        ),
      );
    if (!product) throw new NotFound();
    return seenWithStanding({ ctx, tx }, productSource, product);
  },
});

/** Products for a picker, with their SKU. */
export const searchProducts = defineQuery({
  name: "product.search",
  permission: "product:read",
  input: pickInput,
  run: ({ ctx, tx, input }) =>
    pick({
      ctx,
      tx,
      input,
      table: products,
      resource: "product",
      entity: "products",
      label: products.name,
      hint: readingOf(ctx, "product", products).shown("sku", products.sku),
    }),
});
