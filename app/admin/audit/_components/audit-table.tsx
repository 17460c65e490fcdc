"use client";

import { ScrollText } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/format-context";
import { loadFrom } from "@/components/ui/load-from";
import type { Choice } from "@/components/ui/use-options";
import { formatMoment } from "@/lib/format/date";
import { searchOperatorsAction, searchTenantsAction } from "@/lib/operators/actions";
import type { listPlatformAudit } from "@/lib/operators/audit";
import { actorOf } from "../../_components/words";

type Entry = Omit<Awaited<ReturnType<typeof listPlatformAudit>>["rows"][number], "changes"> & {
  changes: string;
};

const c = columnsOf<Entry>();
const columns = c.columns([
  c.accessor("createdAt", {
    id: "created",
    header: "When",
    meta: { sort: "created", phone: "title" },
    cell: ({ getValue }) => <Moment value={getValue()} />,
  }),
  c.accessor("action", {
    header: "What",
    meta: { phone: "detail" },
    cell: ({ getValue }) => <span className="font-mono text-xs">{getValue()}</span>,
  }),
  c.accessor((entry) => entry.tenant ?? entry.subject, {
    id: "about",
    header: "About",
    cell: ({ getValue }) => getValue() ?? <span className="text-faint">—</span>,
  }),
  c.accessor(actorOf, { id: "by", header: "Who" }),
  c.accessor("changes", {
    header: "Changed",
    cell: ({ getValue }) => (
      <span className="block max-w-140 truncate" title={getValue()}>
        {getValue()}
      </span>
    ),
  }),
  c.accessor("ip", { header: "Address", meta: { hidden: true } }),
  c.accessor("seq", { header: "In the tenant's chain", meta: { align: "end", hidden: true } }),
]);

/** To the second: a log is read beside others. */
function Moment({ value }: { value: Date }) {
  const { locale, zone } = useFormat();
  return (
    <time dateTime={value.toISOString()} className="tabular-nums">
      {formatMoment(value, locale, zone)}
    </time>
  );
}

/** An entry has no page; its tenant has one. */
const getRowHref = (entry: Entry) => (entry.tenantId ? `/tenants/${entry.tenantId}` : "/audit");

const since = [
  { value: "1", label: "Last day" },
  { value: "7", label: "Last 7 days" },
  { value: "30", label: "Last 30 days" },
  { value: "365", label: "Last year" },
];

type Props = {
  rows: Entry[];
  page: ListPage;
  state: ListState;
  tenant: Choice | null;
  person: Choice | null;
};

export function AuditTable({ tenant, person, ...list }: Props) {
  return (
    <DataTable
      label="Entries"
      {...list}
      columns={columns}
      getRowHref={getRowHref}
      filters={[
        { key: "by", label: "Operator", load: loadFrom(searchOperatorsAction), chosen: person },
        { key: "about", label: "Tenant", load: loadFrom(searchTenantsAction), chosen: tenant },
        { key: "since", label: "Time", options: since },
      ]}
      emptyState={
        <EmptyState icon={ScrollText} title="Nothing was written down yet">
          Here stands what operators and the system do to tenants, and what people do outside any.
        </EmptyState>
      }
    />
  );
}
