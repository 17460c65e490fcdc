import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { currencyOptions } from "@/lib/format/currencies";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../../_components/props";
import { DealForm } from "../_components/deal-form";
import { newDeal } from "../_components/load-form";

export const metadata: Metadata = { title: "New deal" };

/** `?company=`, `?contact=`, `?product=` and `?stage=` fill in what is known where the person comes from. */
export default async function NewDealPage({ params, searchParams }: ListProps) {
  const [ctx, query] = await Promise.all([pageContext(params, "deal:create"), searchParams]);
  const form = await newDeal(ctx, query);
  return (
    <>
      <PageBar title="New deal" parents={[{ label: "Deals", href: "/deals" }]} />
      <PageBody width="form">
        <DealForm {...form} currencies={currencyOptions(ctx.tenant.settings.locale)} />
      </PageBody>
    </>
  );
}
