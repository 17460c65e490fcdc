import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { currencyOptions } from "@/lib/format/currencies";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../../_components/props";
import { CompanyForm } from "../_components/company-form";
import { newCompany } from "../_components/load-form";

export const metadata: Metadata = { title: "New company" };

export default async function NewCompanyPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "company:create");
  const form = await newCompany(ctx, await searchParams);
  return (
    <>
      <PageBar title="New company" parents={[{ label: "Companies", href: "/companies" }]} />
      <PageBody width="form">
        <CompanyForm {...form} currencies={currencyOptions(ctx.tenant.settings.locale)} />
      </PageBody>
    </>
  );
}
