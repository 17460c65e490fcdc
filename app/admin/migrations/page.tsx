import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { operatorContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import { listMigrationRuns, listTenantMigrations } from "@/lib/operators/migrations";
import { migrationList } from "@/lib/operators/schema";
import type { ListProps } from "../_components/props";
import { MigrationRuns } from "./_components/migration-runs";
import { TenantMigrations } from "./_components/tenant-migrations";

export const metadata: Metadata = { title: "Migrations" };

export default async function MigrationsPage({ searchParams }: ListProps) {
  const ctx = await operatorContext();
  const state = parseListState(await searchParams, migrationList);
  const loading = Promise.all([listMigrationRuns(ctx, undefined), listTenantMigrations(ctx, state)]);
  return (
    <>
      <PageBar title="Migrations" />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([runs, { rows, ...page }]) => (
          <>
            {runs.length > 0 && <MigrationRuns initial={runs} chosen={state.filters.run?.[0] ?? null} />}
            <TenantMigrations rows={rows} page={page} state={tableState(state)} />
          </>
        )}
      </WhenReady>
    </>
  );
}
