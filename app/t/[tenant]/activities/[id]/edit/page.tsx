import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { getActivity } from "@/lib/activities/queries";
import { orNotFound, pageContext } from "@/lib/kernel/page";
import type { RecordProps } from "../../../_components/props";
import { ActivityEditor } from "../../_components/activity-editor";

export const metadata: Metadata = { title: "Edit activity" };

export default async function EditActivityPage({ params }: RecordProps) {
  const ctx = await pageContext(params, "activity:update");
  const { id } = await params;
  const activity = await orNotFound(getActivity(ctx, { id }));
  if (activity.standing.update) forbidden();
  const parents = [
    { label: "Activities", href: "/activities" },
    { label: activity.subject, href: `/activities/${id}` },
  ];
  return (
    <>
      <PageBar title="Edit" parents={parents} />
      <PageBody width="form">
        <ActivityEditor activity={activity} me={null} />
      </PageBody>
    </>
  );
}
