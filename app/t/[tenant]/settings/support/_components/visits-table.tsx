import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/values";
import type { supportSettings } from "@/lib/support/queries";
import "@/components/data-table/data-table.css";

type Visit = Awaited<ReturnType<typeof supportSettings>>["visits"][number];

/** When support was here, newest first. */
export function VisitsTable({ visits }: { visits: Visit[] }) {
  if (visits.length === 0) {
    return (
      <p className="border-t px-5 py-4 text-muted text-sm max-md:px-4">Nobody of support was here yet.</p>
    );
  }
  return (
    <div className="overflow-x-auto border-t">
      <table className="data-table">
        <caption className="sr-only">Visits of support, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Why</th>
            <th scope="col">May</th>
            <th scope="col">Entered</th>
            <th scope="col">Left</th>
          </tr>
        </thead>
        <tbody>
          {visits.map((visit) => (
            <tr key={visit.id}>
              <td className="title">{visit.operator}</td>
              <td>
                <span className="block max-w-140 truncate" title={visit.reason}>
                  {visit.reason}
                </span>
              </td>
              <td>
                <Badge tone={visit.mode === "write" ? "warn" : "neutral"}>
                  {visit.mode === "write" ? "Change" : "Look"}
                </Badge>
              </td>
              <td>
                <RelativeTime value={visit.createdAt} />
              </td>
              <td className="detail">
                {visit.isOpen ? (
                  <Badge tone="info">Here now</Badge>
                ) : (
                  <RelativeTime value={visit.endedAt ?? visit.expiresAt} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
