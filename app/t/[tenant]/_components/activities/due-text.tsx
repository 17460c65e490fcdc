"use client";

import { useFormat } from "@/components/ui/format-context";
import { dayIn, formatDate } from "@/lib/format/date";
import { formatRelativeDay } from "@/lib/format/relative";

type Props = { dueAt: Date | null; done?: boolean };

/** The day that something is due, in the workspace's zone; what is late says so in words as well. */
export function DueText({ dueAt, done }: Props) {
  const { locale, zone, now } = useFormat();
  if (!dueAt) return null;
  const day = formatRelativeDay(dayIn(zone, dueAt), dayIn(zone, now), locale);
  const late = !done && dueAt < new Date(now);
  return (
    <time
      dateTime={dueAt.toISOString()}
      title={formatDate(dueAt, locale, zone)}
      className={late ? "font-medium text-warn" : undefined}
    >
      {late ? `Overdue: ${day}` : `Due ${day}`}
    </time>
  );
}
