import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { whyNot } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { parseListState, tableState } from "@/lib/lists/state";
import { memberList } from "@/lib/members/schema";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { InvitationsPanel } from "./_components/invitations-panel";
import { InviteButton } from "./_components/invite-button";
import { loadPeople } from "./_components/load-people";
import { MembersTable } from "./_components/members-table";

export const metadata: Metadata = { title: "People" };

/** Everybody who is in the workspace, or is invited to it. */
export default async function MembersPage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "member:read");
  const state = parseListState(await searchParams, memberList);
  const refusal = ctx.can("member:create") ? null : whyNot("member:create", ctx);
  return (
    <WhenReady loading={loadPeople(ctx, state)} fallback={<TableSkeleton />}>
      {({ rows, page, gifts, invitations, outboxUrl }) => (
        <>
          <PageBar
            title="Settings"
            tabs={settingsTabs("/settings/members")}
            action={<InviteButton gifts={gifts} refusal={refusal} outboxUrl={outboxUrl} />}
          />
          {invitations.length > 0 && <InvitationsPanel invitations={invitations} refusal={refusal} />}
          <MembersTable rows={rows} page={page} state={tableState(state)} gifts={gifts} />
        </>
      )}
    </WhenReady>
  );
}
