"use client";

import { Building2 } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { BulkDelete } from "@/components/records/bulk-delete";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Hidden } from "@/components/ui/hidden";
import { MoneyText, NumberText, RelativeTime } from "@/components/ui/values";
import type { listCompanies } from "@/lib/companies/queries";
import { moneyIn } from "@/lib/format/money";
import type { Refusals } from "../../_components/refusals";
import { companyDeletion } from "./deletion";
import { type CompanyFilterChoices, companyFilters } from "./filters";

type CompanyRow = Awaited<ReturnType<typeof listCompanies>>["rows"][number];

const placeFields = ["city", "country"];

const c = columnsOf<CompanyRow>();
const columns = c.columns([
  c.accessor("name", { header: "Name", meta: { sort: "name", phone: "title" } }),
  c.accessor("industry", { header: "Industry", meta: { phone: "detail" } }),
  c.accessor((row) => [row.city, row.country].filter(Boolean).join(", "), {
    id: "place",
    header: "Place",
    cell: ({ row: { original }, getValue }) =>
      getValue() || (placeFields.some((field) => original.hidden?.includes(field)) ? <Hidden /> : ""),
  }),
  c.accessor("domain", { header: "Domain", meta: { hidden: true } }),
  c.accessor("parent", { header: "Parent company", meta: { field: "parentCompanyId" } }),
  c.accessor("owner", { header: "Owner", meta: { field: "ownerId" } }),
  c.accessor("employeeCount", {
    id: "employees",
    header: "Employees",
    meta: { sort: "employees", field: "employeeCount", align: "end" },
    cell: ({ getValue }) => <NumberText value={getValue()} />,
  }),
  c.accessor("annualRevenueMinor", {
    id: "revenue",
    header: "Annual revenue",
    meta: { sort: "revenue", field: "annualRevenueMinor", align: "end" },
    cell: ({ row: { original: company } }) => <MoneyText value={revenueOf(company)} whole />,
  }),
  c.accessor("yearFounded", {
    id: "founded",
    header: "Founded",
    meta: { field: "yearFounded", align: "end", hidden: true },
  }),
  c.accessor("createdAt", {
    id: "created",
    header: "Created",
    meta: { sort: "created", field: "createdAt", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor("updatedAt", {
    id: "updated",
    header: "Updated",
    meta: { sort: "updated", field: "updatedAt", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

const revenueOf = ({ annualRevenueMinor, revenueCurrency }: CompanyRow) =>
  moneyIn(annualRevenueMinor, revenueCurrency);

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
