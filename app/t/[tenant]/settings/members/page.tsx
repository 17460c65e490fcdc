import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import { listMembers } from "@/lib/members/list";
import { memberList } from "@/lib/members/schema";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { MembersTable } from "./_components/members-table";

export const metadata: Metadata = { title: "People" };

export default async function MembersPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "member:read");
  const state = parseListState(await searchParams, memberList);
  return (
    <>
      <PageBar title="Settings" tabs={settingsTabs("/settings/members")} />
      <WhenReady loading={listMembers(ctx, state)} fallback={<TableSkeleton />}>
        {({ rows, ...page }) => <MembersTable rows={rows} page={page} state={tableState(state)} />}
      </WhenReady>
    </>
  );
}
