"use client";

import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { NumberText, RelativeTime } from "@/components/ui/values";
import type { listAudit } from "@/lib/audit/queries";
import { actionWords, actorWords, typeWords } from "@/lib/audit/words";
import { ExportLink } from "./export-link";
import { type AuditFilterChoices, auditFilters } from "./filters";

type AuditRow = Awaited<ReturnType<typeof listAudit>>["rows"][number];

const c = columnsOf<AuditRow>();
const columns = c.columns([
  c.accessor("seq", {
    header: "No.",
    meta: { align: "end", hidden: true },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("at", {
    id: "when",
    header: "When",
    meta: { sort: "when" },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor((row) => actionWords(row.action), { id: "action", header: "What", meta: { phone: "title" } }),
  c.accessor((row) => actorWords(row), { id: "who", header: "Who", meta: { phone: "detail" } }),
  c.accessor((row) => typeWords(row.resourceType), { id: "type", header: "Kind", meta: { hidden: true } }),
  c.accessor("record", { header: "Record" }),
  c.accessor("ip", {
    header: "IP address",
    cell: ({ getValue }) => <span className="font-mono text-xs">{getValue()}</span>,
  }),
]);

const hrefOf = (row: AuditRow) => `/settings/audit/${row.id}`;

type Props = {
  rows: AuditRow[];
  page: ListPage;
  state: ListState;
  chosen: AuditFilterChoices;
  cannotExport: string | null;
};

export function AuditTable({ rows, page, state, chosen, cannotExport }: Props) {
  return (
    <DataTable
      label="Audit log"
      {...{ rows, columns, page, state }}
      getRowHref={hrefOf}
      searchable={false}
      filters={auditFilters(chosen)}
      toolbar={<ExportLink disabledReason={cannotExport} />}
      // Making a workspace is its first entry, so that this list is never empty.
      emptyState={null}
    />
  );
}
