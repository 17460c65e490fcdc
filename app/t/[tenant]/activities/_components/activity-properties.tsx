import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { RelativeTime } from "@/components/ui/values";
import { activityLabels } from "@/lib/activities/names";
import { DueText } from "../../_components/activities/due-text";
import type { Activity } from "../../_components/activities/types";
import { propertyOf } from "../../_components/locked";

export function ActivityProperties({ activity }: { activity: Activity }) {
  const { doneAt, dueAt, deal, dealId, company, companyId, contact, contactId } = activity;
  const property = propertyOf(activity);
  return (
    <Card title="Properties">
      <PropertyList
        items={[
          property(
            "doneAt",
            "State",
            <Badge tone={doneAt ? "accent" : "info"}>{doneAt ? "Done" : "Open"}</Badge>,
          ),
          property(
            "dueAt",
            activityLabels.dueOn,
            dueAt && <DueText dueAt={dueAt} done={doneAt !== null || activity.hidden?.includes("doneAt")} />,
          ),
          property("doneAt", "Done", doneAt && <RelativeTime value={doneAt} />),
          property("assigneeId", activityLabels.assigneeId, activity.assignee),
          property("dealId", activityLabels.dealId, record("/deals", dealId, deal)),
          property("companyId", activityLabels.companyId, record("/companies", companyId, company)),
          property("contactId", activityLabels.contactId, record("/contacts", contactId, contact)),
          property("createdAt", "Added", <RelativeTime value={activity.createdAt} />),
          property("createdBy", "Added by", activity.author),
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
