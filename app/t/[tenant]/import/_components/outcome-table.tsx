import { Badge, type Tone } from "@/components/ui/badge";
import type { listImportRows } from "@/lib/imports/queries";
import { outcomeNames, recordPath } from "./names";
import "@/components/data-table/data-table.css";

type Row = Awaited<ReturnType<typeof listImportRows>>["rows"][number];

const tones: Partial<Record<Row["outcome"], Tone>> = {
  created: "accent",
  updated: "info",
  error: "danger",
  skipped: "warn",
};

/** The rows of the file in their order, each with what came of it. */
export function OutcomeTable({ rows }: { rows: Row[] }) {
  if (rows.length === 0) return <p className="p-4 text-muted text-sm">No rows of this kind.</p>;
  return (
    <div className="overflow-x-auto">
      <table className="data-table">
        <caption className="sr-only">Rows of the file and what came of them</caption>
        <thead>
          <tr>
            <th>Line</th>
            <th>Outcome</th>
            <th>Record</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="title tabular-nums">{row.line || "—"}</td>
              <td className="detail">
                <Badge tone={tones[row.outcome]}>{outcomeNames[row.outcome]}</Badge>
              </td>
              <td>
                <RecordLink row={row} />
              </td>
              <td>{whyOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RecordLink({ row }: { row: Row }) {
  const path = row.resourceType && recordPath[row.resourceType];
  if (!path || !row.resourceId || row.revertedAt) return row.outcome === "related" ? row.message : null;
  return (
    <a className="text-accent hover:underline" href={`${path}/${row.resourceId}`}>
      {row.outcome === "related" ? row.message : `Open the ${row.resourceType}`}
    </a>
  );
}

function whyOf(row: Row): string | null {
  if (row.keptBecause) return `Kept: ${row.keptBecause}`;
  if (row.revertedAt) return "Taken back";
  return row.outcome === "related" ? null : row.message;
}
