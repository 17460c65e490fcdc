import type { Metadata } from "next";
import { cache } from "react";
import { RecordActions } from "@/components/records/record-actions";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { getDeal, listDealPeople } from "@/lib/deals/queries";
import { type Context, together } from "@/lib/kernel";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { listStages } from "@/lib/pipelines/queries";
import type { RecordProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { dealDeletion } from "../_components/deletion";
import { DealProperties } from "./_components/deal-properties";
import { People } from "./_components/people";
import { StageBar } from "./_components/stage-bar";

const load = cache((ctx: Context, id: string) =>
  orNotFound(
    together(ctx, () =>
      Promise.all([getDeal(ctx, { id }), listDealPeople(ctx, { dealId: id }), listStages(ctx, {})]),
    ),
  ),
);

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "deal:read");
  const [deal] = await load(ctx, (await params).id);
  return { title: deal.title };
}

export default async function DealPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "deal:read");
  const { id } = await params;
  const [deal, people, stages] = await load(ctx, id);
  const stage = stages.find((each) => each.id === deal.stageId);
  const refusals = refusalsOf(ctx, "deal");
  return (
    <>
      <PageBar
        title={deal.title}
        parents={[{ label: "Deals", href: "/deals" }]}
        action={
          <RecordActions
            id={id}
            editHref={`/deals/${id}/edit`}
            listHref="/deals"
            deletion={dealDeletion}
            cannotEdit={refusals.update}
            cannotDelete={refusals.delete}
          />
        }
      />
      <RecordBody properties={<DealProperties deal={deal} kind={stage?.kind ?? "open"} />}>
        <StageBar
          deal={deal}
          stages={stages.filter((each) => each.pipelineId === stage?.pipelineId)}
          disabledReason={refusals.update}
        />
        <People dealId={id} people={people} disabledReason={refusals.update} />
      </RecordBody>
    </>
  );
}
