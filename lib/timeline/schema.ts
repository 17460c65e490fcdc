import { z } from "zod";
import type { ActivityType } from "@/lib/activities/names";

export const timelineResources = ["company", "contact", "deal", "product"] as const;
export type TimelineResource = (typeof timelineResources)[number];

export const timelineInput = z.object({
  resource: z.enum(timelineResources),
  id: z.uuid(),
  /** The cursor of the page before; without it the newest entries. */
  after: z.string().max(1000).nullable().default(null),
});

/** A field, from what to what, as people read it: null is empty, and nothing is told of what is hidden from the reader. */
export type TimelineChange = {
  label: string;
  before: string | null;
  after: string | null;
  hidden?: true;
};

export type TimelineActivity = {
  kind: "activity";
  id: string;
  at: Date;
  type: ActivityType;
  subject: string;
  body: string | null;
  dueAt: Date | null;
  doneAt: Date | null;
  by: string | null;
  assignee: string | null;
  /** Whether it waits to be done, as far as the member can see. */
  open: boolean;
  /** Why this member cannot complete it; null where they can, or cannot complete any. */
  refusal: string | null;
};

export type TimelineChanges = {
  kind: "change";
  id: string;
  at: Date;
  /** `created`, `updated`, `moved`, ... */
  action: string;
  /** Null when the system did it: then `reason` says why. */
  by: string | null;
  reason: string | null;
  changes: TimelineChange[];
};

export type TimelineImport = {
  kind: "import";
  id: string;
  at: Date;
  importId: string;
  fileName: string;
  line: number;
};

export type TimelineEntry = TimelineActivity | TimelineChanges | TimelineImport;
export type TimelinePage = { entries: TimelineEntry[]; next: string | null };
