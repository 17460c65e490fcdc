import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { getPlatformState, listPlatformEntries } from "@/lib/audit/platform";
import { platformAuditList } from "@/lib/audit/schema";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import type { ListProps } from "../../../_components/props";
import { settingsTabs } from "../../_components/tabs";
import { ChainBar } from "../_components/chain-bar";
import { PlatformTable } from "../_components/platform-table";

export const metadata: Metadata = { title: "Audit log of the platform" };

export default async function PlatformAuditPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "audit:read");
  const state = parseListState(await searchParams, platformAuditList);
  const loading = Promise.all([listPlatformEntries(ctx, state), getPlatformState(ctx, {})]);
  return (
    <>
      <PageBar title="Settings" tabs={settingsTabs("/settings/audit")} />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([{ rows, ...page }, chain]) => (
          <>
            <ChainBar log="platform" chain={chain} />
            <PlatformTable rows={rows} page={page} state={tableState(state)} />
          </>
        )}
      </WhenReady>
    </>
  );
}
