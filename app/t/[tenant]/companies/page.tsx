import type { Metadata } from "next";
import { type ComponentProps, Suspense } from "react";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
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
      <Suspense fallback={<TableSkeleton />}>
        <Rows loading={loading} state={tableState(state)} refusals={refusals} />
      </Suspense>
    </>
  );
}

type RowsProps = Pick<ComponentProps<typeof CompaniesTable>, "state" | "refusals"> & {
  loading: Promise<
    [Awaited<ReturnType<typeof listCompanies>>, Awaited<ReturnType<typeof loadCompanyFilters>>]
  >;
};

async function Rows({ loading, ...rest }: RowsProps) {
  const [{ rows, ...page }, chosen] = await loading;
  return <CompaniesTable rows={rows} page={page} chosen={chosen} {...rest} />;
}
