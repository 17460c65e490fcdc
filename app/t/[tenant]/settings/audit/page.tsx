import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { getAuditState, listAudit } from "@/lib/audit/queries";
import { auditList } from "@/lib/audit/schema";
import { together, whyNot } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { AuditTable } from "./_components/audit-table";
import { ChainBar } from "./_components/chain-bar";
import { loadAuditFilters } from "./_components/load-filters";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "audit:read");
  const search = await searchParams;
  const state = parseListState(search, auditList);
  const loading = together(ctx, () =>
    Promise.all([listAudit(ctx, state), getAuditState(ctx, {}), loadAuditFilters(ctx, state.filters)]),
  );
  return (
    <>
      <PageBar title="Settings" tabs={settingsTabs("/settings/audit")} />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([{ rows, ...page }, chain, chosen]) => (
          <>
            <ChainBar log="tenant" chain={chain} tooMany={search.export === "refused"} />
            <AuditTable
              rows={rows}
              page={page}
              state={tableState(state)}
              chosen={{ ...chosen, recordName: rows[0]?.record ?? null }}
              cannotExport={ctx.can("export:create") ? null : whyNot("export:create", ctx)}
            />
          </>
        )}
      </WhenReady>
    </>
  );
}
