import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { operatorContext } from "@/lib/kernel/page";
import { idsOf } from "@/lib/lists/filters";
import { parseListState, tableState } from "@/lib/lists/state";
import { listPlatformAudit } from "@/lib/operators/audit";
import { auditList } from "@/lib/operators/schema";
import { searchOperators } from "@/lib/operators/search";
import { changesText } from "@/lib/operators/wording";
import { chosenTenant } from "../_components/chosen";
import type { ListProps } from "../_components/props";
import { AuditTable } from "./_components/audit-table";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: ListProps) {
  const ctx = await operatorContext();
  const state = parseListState(await searchParams, auditList);
  const people = idsOf(state.filters.by);
  const loading = Promise.all([
    listPlatformAudit(ctx, state),
    chosenTenant(ctx, state.filters.about),
    people.length > 0 ? searchOperators(ctx, { ids: people }) : [],
  ]);
  return (
    <>
      <PageBar title="Audit log" />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([{ rows, ...page }, tenant, [person = null]]) => (
          <AuditTable
            rows={rows.map(({ changes, ...row }) => ({ ...row, changes: changesText(changes) }))}
            page={page}
            state={tableState(state)}
            tenant={tenant}
            person={person}
          />
        )}
      </WhenReady>
    </>
  );
}
