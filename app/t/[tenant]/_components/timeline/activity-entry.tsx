"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { TimelineEntry } from "@/components/ui/timeline";
import { RelativeTime } from "@/components/ui/values";
import { activityTypeNames } from "@/lib/activities/names";
import type { TimelineActivity } from "@/lib/timeline/schema";
import { activityIcons } from "../activities/activity-icons";
import { DoneButton } from "../activities/done-button";
import { DueText } from "../activities/due-text";

type Props = { entry: TimelineActivity; refusal: string | null };

/** A call, a note, a task: with its state, and the way to complete it. */
export function ActivityEntry({ entry, refusal }: Props) {
  const { id, type, subject, body, dueAt, open, by, assignee, at } = entry;
  return (
    <TimelineEntry
      icon={activityIcons[type]}
      title={
        <>
          <Link href={`/activities/${id}`} className="font-medium hover:underline">
            {subject}
          </Link>{" "}
          <span className="text-muted">
            {activityTypeNames[type]}
            {by && ` by ${by}`}
          </span>
        </>
      }
      time={<RelativeTime value={at} />}
      actions={open && <DoneButton id={id} subject={subject} refusal={refusal ?? entry.refusal} />}
    >
      {body && <p className="whitespace-pre-wrap text-ink">{body}</p>}
      {open && (
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="info">Open</Badge>
          <DueText dueAt={dueAt} />
          {assignee && <span>{assignee}</span>}
        </p>
      )}
    </TimelineEntry>
  );
}
