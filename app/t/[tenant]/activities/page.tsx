import type { Metadata } from "next";
import { CreateLink } from "@/components/records/create-link";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { listActivities } from "@/lib/activities/queries";
import { activityList } from "@/lib/activities/schema";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import type { ListProps } from "../_components/props";
import { refusalsOf } from "../_components/refusals";
import { ActivitiesTable } from "./_components/activities-table";
import { viewsOf } from "./_components/views";

export const metadata: Metadata = { title: "Activities" };

export default async function ActivitiesPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "activity:read");
  const state = parseListState(await searchParams, activityList);
  const refusals = refusalsOf(ctx, "activity");
  return (
    <>
      <PageBar
        title="Activities"
        tabs={viewsOf(state)}
        action={<CreateLink href="/activities/new" label="New activity" disabledReason={refusals.create} />}
      />
      <WhenReady loading={listActivities(ctx, state)} fallback={<TableSkeleton />}>
        {({ rows, ...page }) => (
          <ActivitiesTable rows={rows} page={page} state={tableState(state)} refusals={refusals} />
        )}
      </WhenReady>
    </>
  );
}
