import { Badge } from "@/components/ui/badge";
import { NumberText, RelativeTime } from "@/components/ui/values";
import type { listImports } from "@/lib/imports/queries";
import { entityNames, stateNames } from "./names";
import "@/components/data-table/data-table.css";

type Import = Awaited<ReturnType<typeof listImports>>[number];

/** The latest imports, newest first; each leads to what came of it. */
export function ImportsTable({ imports }: { imports: Import[] }) {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <table className="data-table">
        <caption className="sr-only">Imports, newest first</caption>
        <thead>
          <tr>
            <th>File</th>
            <th>Into</th>
            <th>State</th>
            <th className="end">Created</th>
            <th className="end">Updated</th>
            <th className="end">Not imported</th>
            <th>By</th>
            <th>When</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id} className="relative">
              <td className="title">
                <a data-row="" href={`/import/${one.id}`} className="after:absolute after:inset-0">
                  {one.fileName}
                </a>
              </td>
              <td>{entityNames[one.entity]}</td>
              <td className="detail">
                <Badge tone={stateNames[one.state].tone}>{stateNames[one.state].label}</Badge>
              </td>
              <td className="end">
                <NumberText value={one.counts?.created ?? null} />
              </td>
              <td className="end">
                <NumberText value={one.counts?.updated ?? null} />
              </td>
              <td className="end">
                <NumberText value={one.counts?.error ?? null} />
              </td>
              <td>{one.by ?? "System"}</td>
              <td>
                <RelativeTime value={one.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
