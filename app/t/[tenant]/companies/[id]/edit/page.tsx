import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { currencyOptions } from "@/lib/format/currencies";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import type { RecordProps } from "../../../_components/props";
import { CompanyForm } from "../../_components/company-form";
import { existingCompany } from "../../_components/load-form";

export const metadata: Metadata = { title: "Edit company" };

export default async function EditCompanyPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "company:update");
  const { id } = await params;
  const { refusal, ...form } = await orNotFound(existingCompany(ctx, id));
  if (refusal) forbidden();
  const parents = [
    { label: "Companies", href: "/companies" },
    { label: form.values.name, href: `/companies/${id}` },
  ];
  return (
    <>
      <PageBar title="Edit" parents={parents} />
      <PageBody width="form">
        <CompanyForm {...form} currencies={currencyOptions(ctx.tenant.settings.locale)} />
      </PageBody>
    </>
  );
}
