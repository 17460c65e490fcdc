import type { Metadata } from "next";
import { type ComponentProps, Suspense } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
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
      <Suspense fallback={<TableSkeleton />}>
        <Rows query={listMembers(ctx, state)} state={tableState(state)} />
      </Suspense>
    </>
  );
}

type RowsProps = Pick<ComponentProps<typeof MembersTable>, "state"> & {
  query: ReturnType<typeof listMembers>;
};

async function Rows({ query, state }: RowsProps) {
  const { rows, ...page } = await query;
  return <MembersTable rows={rows} page={page} state={state} />;
}
