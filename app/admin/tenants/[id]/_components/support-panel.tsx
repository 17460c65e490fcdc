import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/values";
import type { listTenantSupport } from "@/lib/operators/tenants";

type Props = { visits: Awaited<ReturnType<typeof listTenantSupport>>; access: "none" | "read" | "write" };

/** The visits of support, newest first. */
export function SupportPanel({ visits, access }: Props) {
  return (
    <Card flush title="Support">
      {visits.length === 0 && (
        <p className="px-4 py-3 text-muted text-sm">
          {access === "none"
            ? "Its people do not let support in: they decide so under Settings, Support."
            : "Nobody of support was here."}
        </p>
      )}
      <ul className="divide-y">
        {visits.map((visit) => (
          <li key={visit.id} className="flex min-h-9 flex-wrap items-center gap-3 px-4 py-1.5 text-sm">
            <span className="font-medium">{visit.operator}</span>
            <Badge tone={visit.mode === "write" ? "warn" : "neutral"}>
              {visit.mode === "write" ? "May change" : "Read only"}
            </Badge>
            {visit.isOpen && <Badge tone="info">In there now</Badge>}
            <span className="min-w-0 flex-1 truncate text-muted">{visit.reason}</span>
            <span className="text-muted">
              <RelativeTime value={visit.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
