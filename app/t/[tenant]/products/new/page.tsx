import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { currencyOptions } from "@/lib/format/currencies";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../../_components/props";
import { ProductForm } from "../_components/product-form";

export const metadata: Metadata = { title: "New product" };

export default async function NewProductPage({ params }: ListProps) {
  const ctx = await pageContext(params, "product:create");
  const { locale, currency } = ctx.tenant.settings;
  return (
    <>
      <PageBar title="New product" parents={[{ label: "Products", href: "/products" }]} />
      <PageBody width="form">
        <ProductForm product={null} currency={currency} currencies={currencyOptions(locale)} />
      </PageBody>
    </>
  );
}
