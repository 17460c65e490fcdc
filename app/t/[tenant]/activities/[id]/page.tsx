import type { Metadata } from "next";
import { cache } from "react";
import { RecordActions } from "@/components/records/record-actions";
import { PageBar, RecordBody } from "@/components/shell/page-bar";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { explainHref } from "@/lib/access/address";
import { activityTypeNames } from "@/lib/activities/names";
import { getActivity } from "@/lib/activities/queries";
import type { Context } from "@/lib/kernel";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import { DoneButton } from "../../_components/activities/done-button";
import type { RecordProps } from "../../_components/props";
import { refusalsOf } from "../../_components/refusals";
import { ActivityProperties } from "../_components/activity-properties";
import { activityDeletion } from "../_components/deletion";

const load = cache((ctx: Context, id: string) => orNotFound(getActivity(ctx, { id })));

export async function generateMetadata({ params }: RecordProps): Promise<Metadata> {
  const ctx = await pageContext(params, "activity:read");
  const { subject } = await load(ctx, (await params).id);
  return { title: subject };
}

export default async function ActivityPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "activity:read");
  const { id } = await params;
  const activity = await load(ctx, id);
  const { subject, type, doneAt, body, hidden, standing } = activity;
  const refusals = refusalsOf(ctx, "activity");
  const cannotComplete = refusals.update ?? standing.update ?? standing.locked.doneAt ?? null;
  return (
    <>
      <PageBar
        title={subject}
        parents={[{ label: "Activities", href: "/activities" }]}
        action={
          <RecordActions
            id={id}
            editHref={`/activities/${id}/edit`}
            listHref="/activities"
            deletion={activityDeletion}
            cannotEdit={refusals.update ?? activity.standing.update}
            cannotDelete={refusals.delete ?? activity.standing.delete}
            whyHref={explainHref("activity:update", { recordId: id })}
          />
        }
      />
      <RecordBody
        header={
          <PageHeader
            title={subject}
            meta={activityTypeNames[type]}
            actions={
              doneAt === null &&
              !hidden?.includes("doneAt") && <DoneButton id={id} subject={subject} refusal={cannotComplete} />
            }
          />
        }
        properties={<ActivityProperties activity={activity} />}
      >
        <Card title="Details">
          <p className="whitespace-pre-wrap text-sm">{body ?? "Nothing more was written down."}</p>
        </Card>
      </RecordBody>
    </>
  );
}
