import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { whyNot } from "@/lib/kernel";
import { pageContext } from "@/lib/kernel/page";
import { workspaceFacts } from "@/lib/workspace-settings/queries";
import { addressSuffix } from "@/lib/workspaces/addresses";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { DeleteCard } from "./_components/delete-card";
import { ExportCard } from "./_components/export-card";
import { Facts } from "./_components/facts";

export const metadata: Metadata = { title: "Workspace" };

/** What the workspace is and where its rows live; taking all of it out, and deleting it. */
export default async function WorkspacePage({ params, searchParams }: ListProps) {
  const ctx = await pageContext(params, "workspace:read");
  const { name, slug, status, statusReason, plan, trialEndsAt } = ctx.tenant;
  const told = { name, address: slug + addressSuffix, status, statusReason, plan, trialEndsAt };
  const isBusy = (await searchParams).export === "running";
  return (
    <>
      <PageBar title="Settings" tabs={settingsTabs("/settings/workspace")} />
      <PageBody width="form">
        <WhenReady loading={workspaceFacts(ctx, undefined)} fallback={<TableSkeleton />}>
          {(facts) => (
            <div className="grid gap-6">
              <Facts tenant={told} facts={facts} />
              <ExportCard isBusy={isBusy} refusal={refusal("workspace:export")} />
              <DeleteCard name={name} refusal={refusal("workspace:delete")} />
            </div>
          )}
        </WhenReady>
      </PageBody>
    </>
  );

  function refusal(permission: "workspace:export" | "workspace:delete") {
    return ctx.can(permission) ? null : whyNot(permission, ctx);
  }
}
