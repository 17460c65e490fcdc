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
            <th className="end w-16">Line</th>
            <th>Record</th>
            <th>Outcome</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="end w-16 text-muted tabular-nums">{row.line || "—"}</td>
              <td className="title">
                <RecordName row={row} />
                <span className="block truncate text-muted text-xs md:hidden">{whyOf(row)}</span>
              </td>
              <td className="detail">
                <Badge tone={tones[row.outcome]}>{outcomeNames[row.outcome]}</Badge>
              </td>
              <td>{whyOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RecordName({ row }: { row: Row }) {
  const path = row.resourceType && recordPath[row.resourceType];
  if (path && row.name) {
    return (
      <a data-row="" href={`${path}/${row.resourceId}`}>
        {row.name}
      </a>
    );
  }
  return row.outcome === "related" ? (
    row.message
  ) : (
    <span className="text-muted md:hidden">Line {row.line}</span>
  );
}

function whyOf(row: Row): string | null {
  if (row.keptBecause) return `Kept: ${row.keptBecause}`;
  if (row.revertedAt) return "Taken back";
  return row.outcome === "related" ? null : row.message;
}
