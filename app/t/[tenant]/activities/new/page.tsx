import type { Metadata } from "next";
import { PageBar, PageBody } from "@/components/shell/page-bar";
import { pageContext } from "@/lib/kernel/page";
import type { ListProps } from "../../_components/props";
import { ActivityEditor } from "../_components/activity-editor";

export const metadata: Metadata = { title: "New activity" };

export default async function NewActivityPage({ params }: ListProps) {
  const { member } = await pageContext(params, "activity:create");
  return (
    <>
      <PageBar title="New activity" parents={[{ label: "Activities", href: "/activities" }]} />
      <PageBody width="form">
        <ActivityEditor me={member && { id: member.id, label: member.displayName }} />
      </PageBody>
    </>
  );
}
