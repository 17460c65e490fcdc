import Link from "next/link";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/values";
import type { listPlatformAudit } from "@/lib/operators/audit";
import { actorOf } from "../../../_components/words";

type Props = { entries: Awaited<ReturnType<typeof listPlatformAudit>>; tenantId: string };

const SHOWN = 8;

/** What operators and the system did to the tenant, newest first. */
export function AuditPanel({ entries, tenantId }: Props) {
  return (
    <Card
      flush
      title="Audit"
      actions={
        <Link
          href={`/audit?f.about=${tenantId}`}
          className="rounded-sm px-1 text-muted text-sm hover:text-ink"
        >
          All {entries.total}
        </Link>
      }
    >
      <ul className="divide-y">
        {entries.rows.slice(0, SHOWN).map((entry) => (
          <li key={entry.id} className="flex min-h-9 items-center gap-3 px-4 py-1.5 text-sm">
            <span className="shrink-0 font-mono text-xs">{entry.action}</span>
            <span className="min-w-0 flex-1 truncate text-muted">{actorOf(entry)}</span>
            <span className="shrink-0 text-muted">
              <RelativeTime value={entry.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
