import type { Metadata } from "next";
import { Suspense } from "react";
import { RecordActions } from "@/components/records/record-actions";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { explainHref } from "@/lib/access/address";
import { pageContext } from "@/lib/kernel/page";
import type { RecordProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { ShareRecord } from "../../_components/sharing/share-record";
import { RecordTimeline } from "../../_components/timeline/record-timeline";
import { TimelineSkeleton } from "../../_components/timeline/timeline-skeleton";
import { dealDeletion } from "../_components/deletion";
import { DealHeader } from "./_components/deal-header";
import { DealProperties } from "./_components/deal-properties";
import { People } from "./_components/people";
import { StageBar } from "./_components/stage-bar";
import { loadDeal } from "./load";

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "deal:read");
  return { title: (await loadDeal(ctx, (await params).id)).deal.title };
}

export default async function DealPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "deal:read");
  const { id } = await params;
  const { deal, people, stages, kind } = await loadDeal(ctx, id);
  const refusals = refusalsOf(ctx, "deal");
  const cannotEdit = refusals.update ?? deal.standing.update;
  const about = { dealId: id, companyId: deal.companyId, contactId: deal.primaryContactId };
  return (
    <>
      <PageBar
        title={deal.title}
        parents={[{ label: "Deals", href: "/deals" }]}
        action={
          <>
            <ShareRecord ctx={ctx} resource="deal" id={id} name={deal.title} />
            <RecordActions
              id={id}
              editHref={`/deals/${id}/edit`}
              listHref="/deals"
              deletion={dealDeletion}
              cannotEdit={cannotEdit}
              cannotDelete={refusals.delete ?? deal.standing.delete}
              whyHref={explainHref("deal:update", { recordId: id })}
            />
          </>
        }
      />
      <RecordBody
        header={
          <>
            <DealHeader deal={deal} />
            {deal.stageId && stages.length > 0 && (
              <StageBar
                deal={{ ...deal, stageId: deal.stageId }}
                stages={stages}
                disabledReason={cannotEdit ?? deal.standing.locked.stageId ?? null}
              />
            )}
          </>
        }
        properties={<DealProperties deal={deal} kind={kind} locale={ctx.tenant.settings.locale} />}
      >
        <People dealId={id} people={people} disabledReason={cannotEdit} />
        <Suspense fallback={<TimelineSkeleton />}>
          <RecordTimeline ctx={ctx} resource="deal" id={id} about={about} />
        </Suspense>
      </RecordBody>
    </>
  );
}
