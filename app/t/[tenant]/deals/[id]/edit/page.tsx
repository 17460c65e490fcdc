import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { currencyOptions } from "@/lib/format/currencies";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import type { RecordProps } from "../../../_components/props";
import { DealForm } from "../../_components/deal-form";
import { existingDeal } from "../../_components/load-form";

export const metadata: Metadata = { title: "Edit deal" };

export default async function EditDealPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "deal:update");
  const { id } = await params;
  const { refusal, ...form } = await orNotFound(existingDeal(ctx, id));
  if (refusal) forbidden();
  const parents = [
    { label: "Deals", href: "/deals" },
    { label: form.values.title, href: `/deals/${id}` },
  ];
  return (
    <>
      <PageBar title="Edit" parents={parents} />
      <PageBody width="form">
        <DealForm {...form} currencies={currencyOptions(ctx.tenant.settings.locale)} />
      </PageBody>
    </>
  );
}
