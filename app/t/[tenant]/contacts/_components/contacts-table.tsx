"use client";

import { Contact } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { BulkDelete } from "@/components/records/bulk-delete";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/values";
import type { listContacts } from "@/lib/contacts/queries";
import type { Refusals } from "../../_components/refusals";
import { contactDeletion } from "./deletion";
import { type ContactFilterChoices, contactFilters } from "./filters";
import { Tags } from "./tags";

type ContactRow = Awaited<ReturnType<typeof listContacts>>["rows"][number];

const c = columnsOf<ContactRow>();
const columns = c.columns([
  c.accessor("name", { header: "Name", meta: { sort: "name", phone: "title" } }),
  c.accessor("title", { header: "Job title" }),
  c.accessor("company", { header: "Company", meta: { field: "companyId", phone: "detail" } }),
  c.accessor("email", {
    header: "E-mail",
    cell: ({ getValue }) => getValue() && <a href={`mailto:${getValue()}`}>{getValue()}</a>,
  }),
  c.accessor("phone", {
    header: "Phone",
    cell: ({ getValue }) => getValue() && <a href={`tel:${getValue()}`}>{getValue()}</a>,
  }),
  c.accessor("owner", { header: "Owner", meta: { field: "ownerId" } }),
  c.accessor("tags", { header: "Tags", cell: ({ getValue }) => <Tags tags={getValue() ?? []} /> }),
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

const hrefOf = (contact: ContactRow) => `/contacts/${contact.id}`;

type Props = {
  rows: ContactRow[];
  page: ListPage;
  state: ListState;
  chosen: ContactFilterChoices;
  refusals: Refusals;
};

export function ContactsTable({ rows, page, state, chosen, refusals }: Props) {
  return (
    <DataTable
      label="Contacts"
      rows={rows}
      columns={columns}
      state={state}
      page={page}
      getRowHref={hrefOf}
      filters={contactFilters(chosen)}
      selection={{
        actions: (ids, clear) => (
          <BulkDelete deletion={contactDeletion} ids={ids} clear={clear} disabledReason={refusals.delete} />
        ),
      }}
      emptyState={
        <EmptyState
          icon={Contact}
          title="No contacts yet"
          actions={
            <>
              <LinkButton variant="primary" href="/contacts/new" disabledReason={refusals.create}>
                New contact
              </LinkButton>
              <LinkButton href="/import">Import a file</LinkButton>
            </>
          }
        >
          The people you talk to, each with their company and what was said.
        </EmptyState>
      }
    />
  );
}
