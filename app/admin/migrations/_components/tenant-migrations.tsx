"use client";

import { Layers } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText, RelativeTime } from "@/components/ui/values";
import type { listTenantMigrations } from "@/lib/operators/migrations";
import { migrationStates, optionsOf } from "../../_components/words";

type MigrationRow = Awaited<ReturnType<typeof listTenantMigrations>>["rows"][number];

const c = columnsOf<MigrationRow>();
const columns = c.columns([
  c.accessor("tenant", { header: "Tenant", meta: { phone: "title" } }),
  c.accessor("wave", {
    header: "Wave",
    cell: ({ getValue }) => waveName(getValue()),
  }),
  c.accessor("version", { header: "To version", meta: { hidden: true } }),
  c.accessor("state", {
    header: "State",
    meta: { phone: "detail" },
    cell: ({ getValue }) => {
      const { label, tone } = migrationStates[getValue()] ?? { label: getValue(), tone: "neutral" as const };
      return <Badge tone={tone}>{label}</Badge>;
    },
  }),
  c.accessor("attempts", {
    header: "Attempts",
    meta: { align: "end" },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("error", { header: "Error", cell: ({ getValue }) => getValue() ?? "" }),
  c.accessor("finishedAt", {
    id: "finished",
    header: "Finished",
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

/** No wave comes to a tenant whose place cannot be migrated; the first wave is one tenant. */
function waveName(wave: number) {
  if (wave === 0) return <span className="text-faint">—</span>;
  return wave === 1 ? "Canary" : wave;
}

const getRowHref = (row: MigrationRow) => `/tenants/${row.tenantId}`;
const filters = [{ key: "state", label: "State", options: optionsOf(migrationStates) }];

type Props = { rows: MigrationRow[]; page: ListPage; state: ListState };

export function TenantMigrations(props: Props) {
  return (
    <DataTable
      label="Tenants"
      {...props}
      columns={columns}
      filters={filters}
      getRowHref={getRowHref}
      emptyState={
        <EmptyState icon={Layers} title="No run yet">
          A run brings every tenant's tables to the newest version: a canary first, then wave after wave.
        </EmptyState>
      }
    />
  );
}
