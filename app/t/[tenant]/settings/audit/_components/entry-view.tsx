import Link from "next/link";
import type { ReactNode } from "react";
import { RecordBody } from "@/components/shell/page-bar";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { PropertyList } from "@/components/ui/property-list";
import { Change } from "@/components/ui/timeline";
import { RelativeTime } from "@/components/ui/values";
import type { AuditChange, AuditRecord } from "@/lib/audit/schema";
import { actionWords, actorWords, typeWords } from "@/lib/audit/words";
import { formatMoment } from "@/lib/format/date";

type Entry = {
  seq: number | null;
  at: Date;
  name: string | null;
  reason: string | null;
  action: string;
  resourceType: string;
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  error: string | null;
  hash: string | null;
  changes: AuditChange[];
};

type Props = {
  entry: Entry;
  settings: { locale: string; zone: string };
  record?: AuditRecord | null;
  /** All entries about the same record. */
  allHref?: string | null;
};

/** One entry of an audit log: who did what, from what to what, and its place in the chain. */
export function EntryView({ entry, settings, record, allHref }: Props) {
  const { at, action, changes, error } = entry;
  return (
    <RecordBody
      header={
        <PageHeader
          title={actionWords(action)}
          meta={
            <>
              <span>{actorWords(entry)}</span>
              <RelativeTime value={at} />
            </>
          }
        />
      }
      properties={<Properties {...{ entry, settings, record, allHref }} />}
    >
      <Card title="What changed">
        {changes.length === 0 ? (
          <p className="text-muted text-sm">This entry holds no values.</p>
        ) : (
          <div className="grid gap-1 text-sm">
            {changes.map((change) => (
              <Change key={change.label} {...change} />
            ))}
          </div>
        )}
      </Card>
      {error && (
        <Card title="Error">
          <p className="break-words text-sm">{error}</p>
        </Card>
      )}
    </RecordBody>
  );
}

function Properties({ entry, settings: { locale, zone }, record, allHref }: Props) {
  const { at, seq, resourceType, ip, userAgent, requestId, hash } = entry;
  return (
    <Card title="Properties">
      <PropertyList
        items={[
          { label: "When", value: formatMoment(at, locale, zone) },
          { label: "Who", value: actorWords(entry) },
          { label: "Kind", value: typeWords(resourceType) },
          { label: "Record", value: record && <RecordLink record={record} /> },
          { label: "Its history", value: allHref && <Accent href={allHref}>All entries about it</Accent> },
          { label: "IP address", value: ip && <Code>{ip}</Code> },
          { label: "Browser", value: userAgent },
          { label: "Request", value: requestId && <Code>{requestId}</Code> },
          { label: "No.", value: seq === null ? "From before the chain" : String(seq) },
          { label: "Hash", value: hash && <Code>{hash}</Code> },
        ]}
      />
    </Card>
  );
}

const RecordLink = ({ record: { label, href } }: { record: AuditRecord }) =>
  href ? <Accent href={href}>{label}</Accent> : label;

const Accent = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="text-accent hover:underline">
    {children}
  </Link>
);

const Code = ({ children }: { children: ReactNode }) => (
  <code className="break-all font-mono text-xs">{children}</code>
);
