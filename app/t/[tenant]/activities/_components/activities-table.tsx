"use client";

import { CalendarCheck } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { BulkDelete } from "@/components/records/bulk-delete";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Hidden } from "@/components/ui/hidden";
import { RelativeTime } from "@/components/ui/values";
import { activityTypeNames, activityTypes } from "@/lib/activities/names";
import type { listActivities } from "@/lib/activities/queries";
import { activityIcons } from "../../_components/activities/activity-icons";
import { DueText } from "../../_components/activities/due-text";
import type { Refusals } from "../../_components/refusals";
import { BulkComplete } from "./bulk-complete";
import { activityDeletion } from "./deletion";

type ActivityRow = Awaited<ReturnType<typeof listActivities>>["rows"][number];

const c = columnsOf<ActivityRow>();
const columns = c.columns([
  c.accessor("subject", { header: "Subject", meta: { phone: "title" } }),
  c.accessor((row) => activityTypeNames[row.type], {
    id: "type",
    header: "Type",
    cell: ({ row, getValue }) => {
      const Icon = activityIcons[row.original.type];
      return (
        <span className="flex items-center gap-2">
          <Icon aria-hidden className="size-4 shrink-0 text-muted" />
          {getValue()}
        </span>
      );
    },
  }),
  c.accessor((row) => row.deal ?? row.company ?? row.contact, {
    id: "about",
    header: "About",
    cell: ({ row: { original }, getValue }) =>
      getValue() ?? (aboutFields.some((field) => original.hidden?.includes(field)) ? <Hidden /> : null),
  }),
  c.accessor("dueAt", {
    id: "due",
    header: "Due",
    meta: { sort: "due", field: "dueAt", phone: "detail" },
    cell: ({ getValue, row }) => <DueText dueAt={getValue()} done={row.original.doneAt !== null} />,
  }),
  c.accessor("assignee", { header: "Assigned to", meta: { field: "assigneeId" } }),
  c.accessor("doneAt", {
    id: "done",
    header: "Done",
    meta: { field: "doneAt" },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor("occurredAt", {
    id: "occurred",
    header: "Last touched",
    meta: { sort: "occurred", field: "occurredAt", hidden: true },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor("author", { header: "Added by", meta: { field: "createdBy", hidden: true } }),
]);

const aboutFields = ["dealId", "companyId", "contactId"];

const getRowHref = (row: ActivityRow) => `/activities/${row.id}`;

const filters = [
  {
    key: "due",
    label: "Due",
    options: [
      { value: "open", label: "Open" },
      { value: "overdue", label: "Overdue" },
      { value: "today", label: "Today" },
      { value: "week", label: "Within 7 days" },
      { value: "done", label: "Done" },
    ],
  },
  {
    key: "who",
    label: "Assigned to",
    options: [
      { value: "me", label: "Me" },
      { value: "nobody", label: "Nobody" },
    ],
  },
  {
    key: "type",
    label: "Type",
    options: activityTypes.map((value) => ({ value, label: activityTypeNames[value] })),
  },
];

type Props = { rows: ActivityRow[]; page: ListPage; state: ListState; refusals: Refusals };

export function ActivitiesTable({ rows, page, state, refusals }: Props) {
  return (
    <DataTable
      label="Activities"
      {...{ rows, page, state, columns, filters, getRowHref }}
      selection={{
        actions: (ids, clear) => (
          <>
            <BulkComplete ids={ids} clear={clear} disabledReason={refusals.update} />
            <BulkDelete
              deletion={activityDeletion}
              ids={ids}
              clear={clear}
              disabledReason={refusals.delete}
            />
          </>
        ),
      }}
      emptyState={
        <EmptyState
          icon={CalendarCheck}
          title="Nothing logged or planned yet"
          actions={
            <LinkButton variant="primary" href="/activities/new" disabledReason={refusals.create}>
              Add the first activity
            </LinkButton>
          }
        >
          Calls, e-mails, meetings, notes and tasks about your deals and the people on them.
        </EmptyState>
      }
    />
  );
}
