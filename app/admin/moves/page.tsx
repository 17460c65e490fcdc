import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { operatorContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import { listMoves, runningMoves } from "@/lib/operators/moves";
import { moveList } from "@/lib/operators/schema";
import { chosenTenant } from "../_components/chosen";
import type { ListProps } from "../_components/props";
import { RunningMoves } from "../_components/running-moves";
import { MovesTable } from "./_components/moves-table";

export const metadata: Metadata = { title: "Moves" };

export default async function MovesPage({ searchParams }: ListProps) {
  const ctx = await operatorContext();
  const state = parseListState(await searchParams, moveList);
  const loading = Promise.all([
    runningMoves(ctx, {}),
    listMoves(ctx, state),
    chosenTenant(ctx, state.filters.tenant),
  ]);
  return (
    <>
      <PageBar title="Moves" />
      <WhenReady loading={loading} fallback={<TableSkeleton />}>
        {([running, { rows, ...page }, tenant]) => (
          <>
            {running.length > 0 && (
              <div className="grid gap-3 p-5 max-md:p-4">
                <RunningMoves initial={running} />
              </div>
            )}
            <MovesTable rows={rows} page={page} state={tableState(state)} tenant={tenant} />
          </>
        )}
      </WhenReady>
    </>
  );
}
