"use client";

import { Check, TriangleAlert } from "lucide-react";
import { useFormat } from "@/components/ui/format-context";
import { formatNumber } from "@/lib/format/number";
import type { LogReport } from "@/lib/kernel/audit-verify";

const names = { tenant: "Workspace", platform: "Platform" };

/** What verifying found in each log. */
export function Verdict({ reports }: { reports: LogReport[] }) {
  return (
    <ul className="grid gap-1 text-sm">
      {reports.map((report) => (
        <li key={report.log}>
          {report.findings.length === 0 ? <Whole report={report} /> : <Broken report={report} />}
        </li>
      ))}
    </ul>
  );
}

function Whole({ report: { log, checked, entries } }: { report: LogReport }) {
  const { locale } = useFormat();
  const number = (value: number) => formatNumber(value, locale);
  return (
    <p className="flex items-center gap-2">
      <Check aria-hidden className="size-4 shrink-0 text-accent" />
      <span>
        {names[log]}:{" "}
        {checked < entries
          ? `the newest ${number(checked)} of ${number(entries)} entries are as they were written. The operator's command line verifies all.`
          : "every entry is as it was written, in its place, and none is missing."}
      </span>
    </p>
  );
}

function Broken({ report: { log, findings, more } }: { report: LogReport }) {
  return (
    <div className="flex gap-2">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="font-medium text-danger">
          {names[log]}: this log is not as it was written. Tell whoever runs this installation.
        </p>
        <ul className="list-disc break-words pl-4">
          {findings.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
          {more > 0 && <li>And {more} more.</li>}
        </ul>
      </div>
    </div>
  );
}
