import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { RelativeTime } from "@/components/ui/values";
import { activityLabels } from "@/lib/activities/names";
import { DueText } from "../../_components/activities/due-text";
import type { Activity } from "../../_components/activities/types";

export function ActivityProperties({ activity }: { activity: Activity }) {
  const { doneAt, dueAt, deal, dealId, company, companyId, contact, contactId } = activity;
  return (
    <Card title="Properties">
      <PropertyList
        items={[
          {
            label: "State",
            value: <Badge tone={doneAt ? "accent" : "info"}>{doneAt ? "Done" : "Open"}</Badge>,
          },
          { label: activityLabels.dueOn, value: dueAt && <DueText dueAt={dueAt} done={doneAt !== null} /> },
          { label: "Done", value: doneAt && <RelativeTime value={doneAt} /> },
          { label: activityLabels.assigneeId, value: activity.assignee },
          { label: activityLabels.dealId, value: record("/deals", dealId, deal) },
          { label: activityLabels.companyId, value: record("/companies", companyId, company) },
          { label: activityLabels.contactId, value: record("/contacts", contactId, contact) },
          { label: "Added", value: <RelativeTime value={activity.createdAt} /> },
          { label: "Added by", value: activity.author },
        ]}
      />
    </Card>
  );
}

/** A link to a record that is there; one that was deleted has no page. */
const record = (path: string, id: string | null, name: string | null) =>
  id &&
  (name ? (
    <Link href={`${path}/${id}`} className="text-accent hover:underline">
      {name}
    </Link>
  ) : (
    <span className="text-muted">Deleted</span>
  ));
