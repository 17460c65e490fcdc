"use client";

import { ArrowLeftRight } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { loadFrom } from "@/components/ui/load-from";
import type { Choice } from "@/components/ui/use-options";
import { NumberText, RelativeTime } from "@/components/ui/values";
import { searchTenantsAction } from "@/lib/operators/actions";
import type { listMoves } from "@/lib/operators/moves";
import { levelNames, stepNames } from "../../_components/words";

type MoveRow = Awaited<ReturnType<typeof listMoves>>["rows"][number];

const c = columnsOf<MoveRow>();
const columns = c.columns([
  c.accessor("tenant", { header: "Tenant", meta: { phone: "title" } }),
  c.accessor((move) => `${levelNames[move.from] ?? move.from} → ${levelNames[move.to] ?? move.to}`, {
    id: "way",
    header: "From and to",
  }),
  c.accessor("step", {
    header: "State",
    meta: { phone: "detail" },
    cell: ({ getValue }) => {
      const { label, tone } = stepNames[getValue()] ?? { label: getValue(), tone: "neutral" as const };
      return <Badge tone={tone}>{label}</Badge>;
    },
  }),
  c.accessor("rowsDone", {
    id: "rows",
    header: "Rows",
    meta: { align: "end" },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("cutoverMs", {
    id: "cutover",
    header: "Writers waited, ms",
    meta: { align: "end" },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("error", { header: "Error", cell: ({ getValue }) => getValue() ?? "" }),
  c.accessor("requestedBy", { header: "By", cell: ({ getValue }) => getValue() ?? "System" }),
  c.accessor("createdAt", {
    id: "created",
    header: "Begun",
    meta: { sort: "created" },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

const getRowHref = (move: MoveRow) => `/tenants/${move.tenantId}`;

const states = ["running", "done", "failed", "cancelled"];
const options = states.map((value) => ({ value, label: stepNames[value]?.label ?? "Running" }));

type Props = { rows: MoveRow[]; page: ListPage; state: ListState; tenant: Choice | null };

export function MovesTable({ tenant, ...list }: Props) {
  return (
    <DataTable
      label="Moves"
      {...list}
      columns={columns}
      getRowHref={getRowHref}
      filters={[
        { key: "state", label: "State", options },
        { key: "tenant", label: "Tenant", load: loadFrom(searchTenantsAction), chosen: tenant },
      ]}
      emptyState={
        <EmptyState
          icon={ArrowLeftRight}
          title="No tenant was moved yet"
          actions={<LinkButton href="/tenants">Tenants</LinkButton>}
        >
          A tenant is moved to another level, while it is in use, from its own page.
        </EmptyState>
      }
    />
  );
}
