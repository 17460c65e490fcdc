"use client";

import { Building } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DateText, NumberText, RelativeTime } from "@/components/ui/values";
import type { listTenants } from "@/lib/operators/tenants";
import { Bytes, Level, Status } from "../../_components/values";
import { levelNames, optionsOf, statusNames, stepNames } from "../../_components/words";

type TenantRow = Awaited<ReturnType<typeof listTenants>>["rows"][number] & { address: string };

const c = columnsOf<TenantRow>();
const columns = c.columns([
  c.accessor("name", { header: "Name", meta: { sort: "name", phone: "title" } }),
  c.accessor("slug", {
    header: "Address",
    meta: { sort: "slug" },
    cell: ({ row, getValue }) => (
      <a href={row.original.address} className="font-mono text-xs hover:underline">
        {getValue()}
      </a>
    ),
  }),
  c.accessor("level", { header: "Level", cell: ({ getValue }) => <Level level={getValue()} /> }),
  c.accessor("status", {
    header: "Status",
    meta: { phone: "detail" },
    cell: ({ row: { original: tenant } }) => <Standing tenant={tenant} />,
  }),
  c.accessor("plan", { header: "Plan" }),
  c.accessor("rowCount", {
    id: "rows",
    header: "Rows",
    meta: { sort: "rows", align: "end" },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("byteCount", {
    id: "bytes",
    header: "Size",
    meta: { sort: "bytes", align: "end" },
    cell: ({ getValue }) => <Bytes value={getValue()} />,
  }),
  c.accessor("lastActiveAt", {
    id: "active",
    header: "Last activity",
    meta: { sort: "active" },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor("createdAt", {
    id: "created",
    header: "Created",
    meta: { sort: "created" },
    cell: ({ getValue }) => <DateText value={getValue()} />,
  }),
]);

/** The status, and what is going on with the tenant just now. */
function Standing({ tenant }: { tenant: TenantRow }) {
  return (
    <span className="inline-flex items-center gap-1">
      <Status status={tenant.status} deletedAt={tenant.deletedAt} />
      {tenant.placementState === "provisioning" && <Badge tone="info">Being made</Badge>}
      {tenant.moveStep && <Badge tone="info">Moving: {stepNames[tenant.moveStep]?.label}</Badge>}
    </span>
  );
}

const getRowHref = (tenant: TenantRow) => `/tenants/${tenant.id}`;

const filters = [
  { key: "level", label: "Level", options: optionsOf(levelNames) },
  { key: "status", label: "Status", options: optionsOf(statusNames) },
];

type Props = { rows: TenantRow[]; page: ListPage; state: ListState };

export function TenantsTable(props: Props) {
  return (
    <DataTable
      label="Tenants"
      {...props}
      columns={columns}
      filters={filters}
      getRowHref={getRowHref}
      emptyState={
        <EmptyState
          icon={Building}
          title="No workspace yet"
          actions={
            <LinkButton variant="primary" href="/tenants/new">
              New workspace
            </LinkButton>
          }
        >
          People create theirs at the apex, or you make one here for them.
        </EmptyState>
      }
    />
  );
}
