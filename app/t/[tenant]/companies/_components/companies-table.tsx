"use client";

import { Building2 } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { BulkDelete } from "@/components/records/bulk-delete";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { MoneyText, NumberText, RelativeTime } from "@/components/ui/values";
import type { listCompanies } from "@/lib/companies/queries";
import type { Refusals } from "../../_components/refusals";
import { companyDeletion } from "./deletion";
import { type CompanyFilterChoices, companyFilters } from "./filters";

type CompanyRow = Awaited<ReturnType<typeof listCompanies>>["rows"][number];

const c = columnsOf<CompanyRow>();
const columns = c.columns([
  c.accessor("name", { header: "Name", meta: { sort: "name", phone: "title" } }),
  c.accessor("industry", { header: "Industry", meta: { phone: "detail" } }),
  c.accessor((row) => [row.city, row.country].filter(Boolean).join(", "), { id: "place", header: "Place" }),
  c.accessor("domain", { header: "Domain", meta: { hidden: true } }),
  c.accessor("parent", { header: "Parent company" }),
  c.accessor("owner", { header: "Owner" }),
  c.accessor("employeeCount", {
    id: "employees",
    header: "Employees",
    meta: { sort: "employees", align: "end" },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("annualRevenueMinor", {
    id: "revenue",
    header: "Annual revenue",
    meta: { sort: "revenue", align: "end" },
    cell: ({ row: { original: company } }) => <MoneyText value={revenueOf(company)} whole />,
  }),
  c.accessor("yearFounded", { id: "founded", header: "Founded", meta: { align: "end", hidden: true } }),
  c.accessor("createdAt", {
    id: "created",
    header: "Created",
    meta: { sort: "created", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor("updatedAt", {
    id: "updated",
    header: "Updated",
    meta: { sort: "updated", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

const revenueOf = ({ annualRevenueMinor, revenueCurrency }: CompanyRow) =>
  annualRevenueMinor === null || revenueCurrency === null
    ? null
    : { amountMinor: annualRevenueMinor, currency: revenueCurrency };

const hrefOf = (company: CompanyRow) => `/companies/${company.id}`;

type Props = {
  rows: CompanyRow[];
  page: ListPage;
  state: ListState;
  chosen: CompanyFilterChoices;
  refusals: Refusals;
};

export function CompaniesTable({ rows, page, state, chosen, refusals }: Props) {
  return (
    <DataTable
      label="Companies"
      rows={rows}
      columns={columns}
      state={state}
      page={page}
      getRowHref={hrefOf}
      filters={companyFilters(chosen)}
      selection={{
        actions: (ids, clear) => (
          <BulkDelete deletion={companyDeletion} ids={ids} clear={clear} disabledReason={refusals.delete} />
        ),
      }}
      emptyState={
        <EmptyState
          icon={Building2}
          title="No companies yet"
          actions={
            <>
              <LinkButton variant="primary" href="/companies/new" disabledReason={refusals.create}>
                New company
              </LinkButton>
              <LinkButton href="/import">Import a file</LinkButton>
            </>
          }
        >
          The companies you do business with, each with its people, its deals and what happened.
        </EmptyState>
      }
    />
  );
}
