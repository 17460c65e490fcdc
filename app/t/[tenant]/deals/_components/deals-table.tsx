"use client";

import { Handshake } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { BulkDelete } from "@/components/records/bulk-delete";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { DateText, MoneyText, NumberText, RelativeTime } from "@/components/ui/values";
import type { listDeals } from "@/lib/deals/queries";
import { moneyIn } from "@/lib/format/money";
import type { Refusals } from "../../_components/refusals";
import { dealDeletion } from "./deletion";
import { dealListFilters } from "./filters";
import type { DealFilterChoices } from "./load-filters";
import { StageBadge } from "./stage-badge";

type DealRow = Awaited<ReturnType<typeof listDeals>>["rows"][number] & { id: string };

const c = columnsOf<DealRow>();
const columns = c.columns([
  c.accessor("title", { header: "Title", meta: { sort: "title", phone: "title" } }),
  c.accessor("company", { header: "Company", meta: { field: "companyId" } }),
  c.accessor("valueMinor", {
    id: "value",
    header: "Value",
    meta: { sort: "value", field: "valueMinor", align: "end", phone: "detail" },
    cell: ({ row: { original: deal } }) => <MoneyText value={moneyOf(deal)} />,
  }),
  c.accessor("stage", {
    header: "Stage",
    meta: { field: "stageId" },
    cell: ({ row: { original: deal } }) =>
      deal.stage && deal.kind && <StageBadge name={deal.stage} kind={deal.kind} />,
  }),
  c.accessor("probability", {
    header: "Probability, %",
    meta: { align: "end", hidden: true },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("owner", { header: "Owner", meta: { field: "ownerId" } }),
  c.accessor("expectedCloseDate", {
    id: "expected",
    header: "Expected close",
    meta: { sort: "expected", field: "expectedCloseDate" },
    cell: ({ getValue }) => <DateText value={getValue()} />,
  }),
  c.accessor("actualCloseDate", {
    id: "closed",
    header: "Closed",
    meta: { sort: "closed", field: "actualCloseDate" },
    cell: ({ getValue }) => <DateText value={getValue()} />,
  }),
  c.accessor("product", { header: "Product", meta: { field: "productId" } }),
  c.accessor("dealSource", { id: "source", header: "Source", meta: { field: "dealSource", hidden: true } }),
  c.accessor("updatedAt", {
    id: "updated",
    header: "Updated",
    meta: { sort: "updated", field: "updatedAt", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor("createdAt", {
    id: "created",
    header: "Created",
    meta: { sort: "created", field: "createdAt", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

const moneyOf = ({ valueMinor, currency }: DealRow) => moneyIn(valueMinor, currency);

const hrefOf = (deal: DealRow) => `/deals/${deal.id}`;

type Props = {
  rows: DealRow[];
  page: ListPage;
  state: ListState;
  choices: DealFilterChoices;
  refusals: Refusals;
};

export function DealsTable({ rows, page, state, choices, refusals }: Props) {
  return (
    <DataTable
      label="Deals"
      rows={rows}
      columns={columns}
      state={state}
      page={page}
      getRowHref={hrefOf}
      filters={dealListFilters(choices)}
      selection={{
        actions: (ids, clear) => (
          <BulkDelete deletion={dealDeletion} ids={ids} clear={clear} disabledReason={refusals.delete} />
        ),
      }}
      emptyState={
        <EmptyState
          icon={Handshake}
          title="No deals yet"
          actions={
            <>
              <LinkButton variant="primary" href="/deals/new" disabledReason={refusals.create}>
                New deal
              </LinkButton>
              <LinkButton href="/import">Import a file</LinkButton>
            </>
          }
        >
          A deal is something that a company may buy: its value, its stage, and when it should close.
        </EmptyState>
      }
    />
  );
}
