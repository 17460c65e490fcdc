import type { Metadata } from "next";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { listCompanies } from "@/lib/companies/queries";
import { companyList } from "@/lib/companies/schema";
import { together } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import type { ListProps } from "../_components/props";
import { refusalsOf } from "../_components/refusals";
import { CompaniesTable } from "./_components/companies-table";
import { loadCompanyFilters } from "./_components/load-filters";

export const metadata: Metadata = { title: "Companies" };

export default async function CompaniesPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "company:read");
  const state = parseListState(await searchParams, companyList);
  const refusals = refusalsOf(ctx, "company");
  const loading = together(ctx, () =>
    Promise.all([listCompanies(ctx, state), loadCompanyFilters(ctx, state.filters)]),
  );
  return (
    <>
      <PageBar
        title="Companies"
        action={<CreateLink href="/companies/new" label="New company" disabledReason={refusals.create} />}
      />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([{ rows, ...page }, chosen]) => (
          <CompaniesTable
            rows={rows}
            page={page}
            chosen={chosen}
            state={tableState(state)}
            refusals={refusals}
          />
        )}
      </WhenReady>
    </>
  );
}
