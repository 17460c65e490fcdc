"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { type ActivityType, activityTypeNames, activityTypes } from "@/lib/activities/names";
import { activityIcons } from "./activity-icons";
import type { About, Me } from "./types";

/** Loaded when somebody wants to write: a record is mostly read. */
const ActivityForm = dynamic(() => import("./activity-form").then((module) => module.ActivityForm), {
  loading: () => <p className="min-h-40 text-muted text-sm">One moment</p>,
});

type Props = { about: About; me: Me; refusal: string | null };

/** The five kinds of activity as buttons; pressing one opens the form in their place. */
export function ActivityComposer({ about, me, refusal }: Props) {
  const [type, setType] = useState<ActivityType | null>(null);
  if (type) {
    const close = () => setType(null);
    return (
      <div className="border-b pb-4">
        <ActivityForm type={type} about={about} me={me} onSaved={close} onCancel={close} />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
    <div role="group" aria-label="Log an activity" className="flex flex-wrap gap-2 border-b pb-4">
      {activityTypes.map((each) => {
        const Icon = activityIcons[each];
        return (
          <Button key={each} disabledReason={refusal} onClick={() => setType(each)}>
            <Icon aria-hidden />
            {activityTypeNames[each]}
          </Button>
        );
      })}
    </div>
  );
}
