"use client";

import { useRouter } from "next/navigation";
import { ActivityForm } from "../../_components/activities/activity-form";
import type { Activity, Me } from "../../_components/activities/types";

/** The form as a page of its own: saved, it goes to the activity. */
export function ActivityEditor({ activity, me }: { activity?: Activity; me: Me }) {
  const router = useRouter();
  return (
    <ActivityForm
      activity={activity}
      me={me}
      onSaved={({ id }) => router.push(`/activities/${id}`)}
      onCancel={() => router.back()}
    />
  );
}
