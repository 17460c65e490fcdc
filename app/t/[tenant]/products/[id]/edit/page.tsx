import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { currencyOptions } from "@/lib/format/currencies";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { getProduct } from "@/lib/products/queries";
import type { RecordProps } from "../../../_components/props";
import { ProductForm } from "../../_components/product-form";

export const metadata: Metadata = { title: "Edit product" };

export default async function EditProductPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "product:update");
  const { id } = await params;
  const product = await orNotFound(getProduct(ctx, { id }));
  if (product.standing.update) forbidden();
  const parents = [
    { label: "Products", href: "/products" },
    { label: product.name, href: `/products/${id}` },
  ];
  return (
    <>
      <PageBar title="Edit" parents={parents} />
      <PageBody width="form">
        <ProductForm
          product={product}
          currency={product.currency ?? ""}
          currencies={currencyOptions(ctx.tenant.settings.locale)}
        />
      </PageBody>
    </>
  );
}
