import { Network } from "lucide-react";
import type { Metadata } from "next";
import { PageBar } from "@/components/shell/page-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { pageContext } from "@/lib/kernel/page";
import { listTeams } from "@/lib/teams/queries";
import type { ListProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { settingsTabs } from "../_components/tabs";
import { NewTeam } from "./_components/new-team";
import { TeamTree } from "./_components/team-tree";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage({ params }: ListProps) {
  const ctx = await pageContext(params, "team:read");
  const refusals = refusalsOf(ctx, "team");
  return (
    <>
      <PageBar
        title="Settings"
        tabs={settingsTabs("/settings/teams")}
        action={<NewTeam parent={null} disabledReason={refusals.create} />}
      />
      <WhenReady loading={listTeams(ctx, {})} fallback={<TableSkeleton />}>
        {(teams) =>
          teams.length > 0 ? (
            <TeamTree teams={teams} disabledReason={refusals.update} />
          ) : (
            <EmptyState
              icon={Network}
              title="No teams yet"
              actions={<NewTeam parent={null} disabledReason={refusals.create} />}
            >
              A team gives its people roles, and lets those who may see the records of their teams see each
              other's.
            </EmptyState>
          )
        }
      </WhenReady>
    </>
  );
}
