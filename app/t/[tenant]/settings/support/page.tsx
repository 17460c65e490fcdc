import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { TableSkeleton } from "@/components/ui/skeleton";
import { WhenReady } from "@/components/ui/when-ready";
import { pageContext } from "@/lib/kernel/page";
import { supportSettings } from "@/lib/support/queries";
import type { ListProps } from "../../_components/props";
import { settingsTabs } from "../_components/tabs";
import { AccessForm } from "./_components/access-form";
import { VisitsTable } from "./_components/visits-table";

export const metadata: Metadata = { title: "Support" };

/** How far the platform's support may go here, and when it was. */
export default async function SupportPage({ params }: ListProps) {
  const ctx = await pageContext(params, "workspace:update");
  return (
    <>
      <PageBar title="Settings" tabs={settingsTabs("/settings/support")} />
      <WhenReady loading={supportSettings(ctx, undefined)} fallback={<TableSkeleton />}>
        {({ access, visits }) => (
          <>
            <PageBody width="form">
              <AccessForm access={access} />
            </PageBody>
            <VisitsTable visits={visits} />
          </>
        )}
      </WhenReady>
    </>
  );
}
