import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { RecordActions } from "@/components/records/record-actions";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { Avatar } from "@/components/ui/avatar";
import { PageHeader } from "@/components/ui/page-header";
import { explainHref } from "@/lib/access/address";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { type Context, together } from "@/lib/kernel";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { parseListState } from "@/lib/lists/state";
import { getProduct } from "@/lib/products/queries";
import { DealsPanel } from "../../_components/deals-panel";
import type { RecordProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { RecordTimeline } from "../../_components/timeline/record-timeline";
import { TimelineSkeleton } from "../../_components/timeline/timeline-skeleton";
import { productDeletion } from "../_components/deletion";
import { ProductProperties } from "../_components/product-properties";

const load = cache((ctx: Context, id: string) =>
  orNotFound(
    together(ctx, async () => {
      const [product, deals] = await Promise.all([
        getProduct(ctx, { id }),
        ctx.can("deal:read") ? listDeals(ctx, parseListState({ "f.product": id }, dealList)) : null,
      ]);
      return { product, deals };
    }),
  ),
);

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "product:read");
  const { product } = await load(ctx, (await params).id);
  return { title: product.name };
}

export default async function ProductPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "product:read");
  const { id } = await params;
  const { product, deals } = await load(ctx, id);
  const refusals = refusalsOf(ctx, "product");
  return (
    <>
      <PageBar
        title={product.name}
        parents={[{ label: "Products", href: "/products" }]}
        action={
          <RecordActions
            id={id}
            editHref={`/products/${id}/edit`}
            listHref="/products"
            deletion={productDeletion}
            cannotEdit={refusals.update ?? product.standing.update}
            cannotDelete={refusals.delete ?? product.standing.delete}
            whyHref={explainHref("product:update", { recordId: id })}
          />
        }
      />
      <RecordBody
        header={
          <PageHeader
            lead={<Avatar name={product.name} size="lg" square />}
            title={product.name}
            meta={product.category}
          />
        }
        properties={<ProductProperties product={product} />}
      >
        {deals && (
          <DealsPanel
            deals={deals}
            href={`/deals?f.product=${id}`}
            createHref={`/deals/new?product=${id}`}
            refusal={refusalsOf(ctx, "deal").create}
            detail="company"
          />
        )}
        <Suspense fallback={<TimelineSkeleton />}>
          <RecordTimeline ctx={ctx} resource="product" id={id} />
        </Suspense>
      </RecordBody>
    </>
  );
}
