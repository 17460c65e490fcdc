import type { Metadata } from "next";
import { cache } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { getPlatformEntry } from "@/lib/audit/platform";
import { actionWords } from "@/lib/audit/words";
import type { Context } from "@/lib/kernel";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import type { RecordProps } from "../../../../_components/props";
import { EntryView } from "../../_components/entry-view";

const load = cache((ctx: Context, id: string) => orNotFound(getPlatformEntry(ctx, { id })));

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "audit:read");
  const { action } = await load(ctx, (await params).id);
  return { title: actionWords(action) };
}

export default async function PlatformEntryPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "audit:read");
  const entry = await load(ctx, (await params).id);
  return (
    <>
      <PageBar
        title={actionWords(entry.action)}
        parents={[{ label: "Audit log of the platform", href: "/settings/audit/platform" }]}
      />
      <EntryView entry={entry} settings={ctx.tenant.settings} />
    </>
  );
}
