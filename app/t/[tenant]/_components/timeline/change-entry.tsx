"use client";

import { ArrowRight, FileDown, Pencil, Plus, RotateCcw, Share2, Trash2, UserRound } from "lucide-react";
import Link from "next/link";
import { Change, TimelineEntry } from "@/components/ui/timeline";
import { RelativeTime } from "@/components/ui/values";
import type { TimelineChanges, TimelineImport } from "@/lib/timeline/schema";

const actions: Record<string, { icon: typeof Pencil; words: string }> = {
  created: { icon: Plus, words: "Created" },
  updated: { icon: Pencil, words: "Edited" },
  moved: { icon: ArrowRight, words: "Moved to another stage" },
  deleted: { icon: Trash2, words: "Deleted" },
  restored: { icon: RotateCcw, words: "Restored" },
  person_added: { icon: UserRound, words: "Person added" },
  person_changed: { icon: UserRound, words: "Person's role changed" },
  person_removed: { icon: UserRound, words: "Person removed" },
  shared: { icon: Share2, words: "Shared" },
  unshared: { icon: Share2, words: "Sharing ended" },
};

/** What was changed about the record, from what to what. */
export function ChangeEntry({ entry: { action, by, reason, at, changes } }: { entry: TimelineChanges }) {
  const { icon, words } = actions[action] ?? { icon: Pencil, words: "Changed" };
  return (
    <TimelineEntry
      icon={icon}
      title={
        <>
          {words} <span className="text-muted">by {by ?? `the system${reason ? ` (${reason})` : ""}`}</span>
        </>
      }
      time={<RelativeTime value={at} />}
    >
      {changes.length > 0 && changes.map((change) => <Change key={change.label} {...change} />)}
    </TimelineEntry>
  );
}

export function ImportEntry({ entry: { importId, fileName, line, at } }: { entry: TimelineImport }) {
  return (
    <TimelineEntry
      icon={FileDown}
      title={
        <>
          Imported{" "}
          <span className="text-muted">
            from{" "}
            <Link href={`/import/${importId}`} className="underline hover:text-ink">
              {fileName}
            </Link>
            {line > 0 && `, line ${line}`}
          </span>
        </>
      }
      time={<RelativeTime value={at} />}
    />
  );
}
