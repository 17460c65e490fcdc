import { eq, isNull, sql } from "drizzle-orm";
import { members, products } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { assertCan, defineCommand } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { changesOf } from "@/lib/records/changes";
import { defineDeletion } from "@/lib/records/deletion";
import { assertCreate, assertEdit, editOf } from "@/lib/records/edit";
import { fold } from "@/lib/records/fold";
import { assertFresh } from "@/lib/records/stale";
import { moneyOf } from "@/lib/records/wording";
import { productLabels } from "./names";
import { productFields, productUpdate } from "./schema";
import { productSource } from "./source";

const constraints = { products_sku_key: { field: "sku", message: "Another product has this SKU." } };

export const createProduct = defineCommand({
  name: "product.create",
  permission: "product:create",
  input: productFields,
  constraints,
  run: async ({ ctx, tx, input: given, audit }) => {
    const input = assertCreate(ctx, "product", given);
    const [created] = await tx
      .insert(products)
      .values({
        ...input,
        tenantId: ctx.tenantId,
        nameKey: fold(input.name),
        createdBy: ctx.member?.id,
        updatedBy: ctx.member?.id,
      })
      .returning({ id: products.id });
    if (!created) throw new Error("The product was not written.");
    audit({ action: "product.created", resource: { type: "product", id: created.id }, after: input });
    return created;
  },
});

export const updateProduct = defineCommand({
  name: "product.update",
  permission: "product:update",
  input: productUpdate,
  constraints,
  run: async ({ ctx, tx, input: { id, version, ...given }, audit }) => {
    const [row] = await tx
      .select({ product: products, by: members.displayName })
      .from(products)
      .leftJoin(members, within(ctx, members, eq(members.id, products.updatedBy)))
      .where(within(ctx, products, eq(products.id, id), isNull(products.deletedAt)))
      .for("update", { of: products });
    if (!row) throw new NotFound();
    assertCan(ctx, "product:update", row.product);
    const { values: input, hidden } = await editOf({ ctx, tx }, productSource, row.product, given);
    const price = moneyOf(row.product.currency, ctx.tenant.settings);
    assertFresh(row.product, version, input, productLabels, row.by, {
      wording: { unitPriceMinor: price, unitCostMinor: price },
      hidden,
    });
    assertEdit(ctx, "product", row.product, input);
    const changes = changesOf(row.product, input);
    if (!changes) {
      audit.nothing("saved without a change");
      return { id, version };
    }
    await tx
      .update(products)
      .set({
        ...input,
        nameKey: fold(input.name),
        updatedBy: ctx.member?.id ?? null,
        version: sql`${products.version} + 1`,
      })
      .where(within(ctx, products, eq(products.id, id)));
    audit({ action: "product.updated", resource: { type: "product", id }, ...changes });
    return { id, version: version + 1 };
  },
});

export const { remove: deleteProducts, restore: restoreProducts } = defineDeletion("product", products);
