import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { getImport } from "@/lib/imports/queries";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import type { RecordProps } from "../../_components/props";
import { DraftView } from "../_components/draft-view";
import { OutcomeView } from "../_components/outcome-view";
import { RunningView } from "../_components/running-view";

export const metadata: Metadata = { title: "Import" };

type Props = RecordProps & { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportPage({ params, searchParams }: Props) {
  const ctx = await pageContext(params, "import:read");
  const { id } = await params;
  const found = await orNotFound(getImport(ctx, { id }));
  return (
    <>
      <PageBar title={found.fileName} parents={[{ label: "Import", href: "/import" }]} />
      {found.state === "running" ? (
        <PageBody width="form">
          <RunningView initial={found} />
        </PageBody>
      ) : found.state === "done" || found.state === "reverted" ? (
        <OutcomeView ctx={ctx} found={found} search={await searchParams} />
      ) : (
        <PageBody>
          <DraftView ctx={ctx} found={found} />
        </PageBody>
      )}
    </>
  );
}
