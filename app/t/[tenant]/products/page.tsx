import type { Metadata } from "next";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import { listProducts } from "@/lib/products/queries";
import { productList } from "@/lib/products/schema";
import type { ListProps } from "../_components/props";
import { refusalsOf } from "../_components/refusals";
import { ProductsTable } from "./_components/products-table";

export const metadata: Metadata = { title: "Products" };

export default async function ProductsPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "product:read");
  const state = parseListState(await searchParams, productList);
  const refusals = refusalsOf(ctx, "product");
  return (
    <>
      <PageBar
        title="Products"
        action={<CreateLink href="/products/new" label="New product" disabledReason={refusals.create} />}
      />
      <WhenReady loading={listProducts(ctx, state)} fallback={<TableSkeleton />}>
        {({ rows, ...page }) => (
          <ProductsTable rows={rows} page={page} state={tableState(state)} refusals={refusals} />
        )}
      </WhenReady>
    </>
  );
}
