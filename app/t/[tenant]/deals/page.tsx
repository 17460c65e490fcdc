import type { Metadata } from "next";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { listDeals } from "@/lib/deals/queries";
import { dealList } from "@/lib/deals/schema";
import { together } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import type { ListProps } from "../_components/props";
import { refusalsOf } from "../_components/refusals";
import { DealsTable } from "./_components/deals-table";
import { loadDealFilters } from "./_components/load-filters";
import { dealViews } from "./_components/views";

export const metadata: Metadata = { title: "Deals" };

export default async function DealsPage({ params, searchParams }: ListProps) {
  const [ctx, query] = await Promise.all([pageContext(params, "deal:read"), searchParams]);
  const state = parseListState(query, dealList);
  const refusals = refusalsOf(ctx, "deal");
  const loading = together(ctx, () =>
    Promise.all([listDeals(ctx, state), loadDealFilters(ctx, state.filters)]),
  );
  return (
    <>
      <PageBar
        title="Deals"
        tabs={dealViews("list", query)}
        action={<CreateLink href="/deals/new" label="New deal" disabledReason={refusals.create} />}
      />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([{ rows, ...page }, choices]) => (
          <DealsTable
            rows={rows}
            page={page}
            choices={choices}
            state={tableState(state)}
            refusals={refusals}
          />
        )}
      </WhenReady>
    </>
  );
}
