"use client";

import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { NumberText, RelativeTime } from "@/components/ui/values";
import type { listPlatformEntries } from "@/lib/audit/platform";
import { actionWords } from "@/lib/audit/words";
import { days } from "./filters";

type PlatformRow = Awaited<ReturnType<typeof listPlatformEntries>>["rows"][number];

const c = columnsOf<PlatformRow>();
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
  c.accessor((row) => row.name ?? "System", { id: "who", header: "Who", meta: { phone: "detail" } }),
  c.accessor("reason", { header: "Why" }),
]);

const hrefOf = (row: PlatformRow) => `/settings/audit/platform/${row.id}`;

type Props = { rows: PlatformRow[]; page: ListPage; state: ListState };

export function PlatformTable({ rows, page, state }: Props) {
  return (
    <DataTable
      label="Audit log of the platform"
      {...{ rows, columns, page, state }}
      getRowHref={hrefOf}
      searchable={false}
      filters={days}
      // Making a workspace is its first entry, so that this list is never empty.
      emptyState={null}
    />
  );
}
