"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Timeline } from "@/components/ui/timeline";
import { toastError } from "@/components/ui/toast";
import { listTimelineAction } from "@/lib/timeline/actions";
import type { TimelinePage, TimelineResource } from "@/lib/timeline/schema";
import { ActivityEntry } from "./activity-entry";
import { ChangeEntry, ImportEntry } from "./change-entry";

type Props = {
  resource: TimelineResource;
  id: string;
  first: TimelinePage;
  /** Why this person may not complete activities. */
  refusal: string | null;
};

export function TimelineFeed({ resource, id, first, refusal }: Props) {
  const [older, setOlder] = useState<TimelinePage[]>([]);
  const [pending, start] = useTransition();
  const pages = [first, ...older];
  const next = pages.at(-1)?.next ?? null;
  const entries = pages.flatMap((page) => page.entries);
  const load = () =>
    start(async () => {
      const result = await listTimelineAction({ resource, id, after: next });
      if (result.ok) setOlder((loaded) => [...loaded, result.data]);
      else toastError(result.error.message);
    });
  if (entries.length === 0) {
    return <p className="pt-4 text-muted text-sm">Nothing has happened here yet.</p>;
  }
  return (
    <div className="grid gap-4 pt-4">
      <Timeline label="Timeline">
        {entries.map((entry) =>
          entry.kind === "activity" ? (
            <ActivityEntry key={entry.id} entry={entry} refusal={refusal} />
          ) : entry.kind === "change" ? (
            <ChangeEntry key={entry.id} entry={entry} />
          ) : (
            <ImportEntry key={entry.id} entry={entry} />
          ),
        )}
      </Timeline>
      {next && (
        <Button className="justify-self-start" pending={pending} onClick={load}>
          Show older
        </Button>
      )}
    </div>
  );
}
