import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { operatorContext } from "@/lib/kernel/page";
import { addressSuffix } from "@/lib/workspaces/addresses";
import { currencyOptions, localeOptions, zoneOptions } from "@/lib/workspaces/regions";
import { NewTenantForm } from "./_components/new-tenant-form";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewTenantPage() {
  await operatorContext();
  return (
    <>
      <PageBar title="New workspace" parents={[{ label: "Tenants", href: "/tenants" }]} />
      <PageBody width="form">
        <NewTenantForm
          suffix={addressSuffix}
          zones={zoneOptions()}
          currencies={currencyOptions()}
          locales={localeOptions()}
        />
      </PageBody>
    </>
  );
}
