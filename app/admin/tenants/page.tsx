import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { operatorContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import { tenantList } from "@/lib/operators/schema";
import { listTenants } from "@/lib/operators/tenants";
import { addressOf } from "@/lib/workspaces/addresses";
import type { ListProps } from "../_components/props";
import { TenantsTable } from "./_components/tenants-table";

export const metadata: Metadata = { title: "Tenants" };

export default async function TenantsPage({ searchParams }: ListProps) {
  const ctx = await operatorContext();
  const state = parseListState(await searchParams, tenantList);
  return (
    <>
      <PageBar
        title="Tenants"
        action={
          <LinkButton variant="primary" href="/tenants/new">
            <Plus aria-hidden />
            New workspace
          </LinkButton>
        }
      />
      <WhenReady loading={listTenants(ctx, state)} fallback={<TableSkeleton />}>
        {({ rows, ...page }) => (
          <TenantsTable
            rows={rows.map((row) => ({ ...row, address: addressOf(row.slug) }))}
            page={page}
            state={tableState(state)}
          />
        )}
      </WhenReady>
    </>
  );
}
