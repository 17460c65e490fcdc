"use client";

import { Badge, type Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/format-context";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, NumberText, RelativeTime } from "@/components/ui/values";
import { formatBytes } from "@/lib/format/bytes";
import { formatNumber } from "@/lib/format/number";
import type { workspaceFacts } from "@/lib/workspace-settings/queries";

type Status = "trial" | "active" | "past_due" | "suspended" | "churned";

type Props = {
  tenant: {
    name: string;
    address: string;
    status: Status;
    statusReason: string | null;
    plan: string;
    trialEndsAt: Date | null;
  };
  facts: Awaited<ReturnType<typeof workspaceFacts>>;
};

const statuses: Record<Status, { label: string; tone: Tone }> = {
  trial: { label: "Trial", tone: "info" },
  active: { label: "Active", tone: "accent" },
  past_due: { label: "Past due", tone: "warn" },
  suspended: { label: "Suspended", tone: "warn" },
  churned: { label: "Closed", tone: "neutral" },
};

const levels = {
  shared: {
    name: "Shared",
    means: "Your rows stand in tables with those of other workspaces; the database itself keeps them apart.",
  },
  schema: { name: "Own schema", means: "Your rows stand in tables of their own." },
  database: { name: "Own database", means: "Your rows stand in a database of their own." },
};

/** What the workspace is, and where its rows live. */
export function Facts({ tenant, facts }: Props) {
  const { locale } = useFormat();
  const { label, tone } = statuses[tenant.status];
  const level = levels[facts.isolationLevel];
  return (
    <Card title={tenant.name}>
      <PropertyList
        items={[
          { label: "Address", value: <span className="font-mono text-xs">{tenant.address}</span> },
          {
            label: "Status",
            value: (
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Badge tone={tone}>{label}</Badge>
                {tenant.statusReason}
              </span>
            ),
          },
          ...(tenant.status === "trial"
            ? [{ label: "Trial ends", value: <DateText value={tenant.trialEndsAt} /> }]
            : []),
          { label: "Plan", value: <span className="capitalize">{tenant.plan}</span> },
          {
            label: "Isolation",
            value: (
              <>
                {level.name}
                <span className="block text-muted text-xs">
                  {level.means} The people who run this Tenantry can move them to another level while you
                  work.
                </span>
              </>
            ),
          },
          { label: "People", value: <NumberText value={facts.people} /> },
          {
            label: "Size",
            value:
              facts.rows === null || facts.bytes === null ? (
                <span className="text-muted">Not measured yet</span>
              ) : (
                <span className="tabular-nums">
                  {`${formatNumber(facts.rows, locale)} rows, ${formatBytes(facts.bytes, locale)} · `}
                  <RelativeTime value={facts.measuredAt} />
                </span>
              ),
          },
          { label: "Created", value: <DateText value={facts.createdAt} /> },
        ]}
      />
    </Card>
  );
}
