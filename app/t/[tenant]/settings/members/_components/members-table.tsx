"use client";

import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { DateText } from "@/components/ui/values";
import type { listMembers } from "@/lib/members/list";
import { roleNames, systemRoleSlugs } from "@/lib/rbac/roles";

type MemberRow = Awaited<ReturnType<typeof listMembers>>["rows"][number];

const c = columnsOf<MemberRow>();
const columns = c.columns([
  c.accessor("name", {
    header: "Name",
    meta: { sort: "name", phone: "title" },
    cell: ({ getValue }) => (
      <span className="inline-flex items-center gap-2">
        <Avatar name={getValue()} size="sm" />
        {getValue()}
      </span>
    ),
  }),
  c.accessor((row) => roleNames(row.roles), {
    id: "roles",
    header: "Role",
    meta: { phone: "detail" },
    cell: ({ getValue }) =>
      getValue() ? <Badge>{getValue()}</Badge> : <span className="text-muted">None</span>,
  }),
  c.accessor("title", { header: "Job title" }),
  c.accessor("email", { header: "E-mail" }),
  c.accessor((row) => row.canSignIn, {
    id: "signin",
    header: "Signs in",
    cell: ({ row, getValue }) => signIn(getValue(), row.original.status === "suspended"),
  }),
  c.accessor("joinedAt", {
    id: "joined",
    header: "Since",
    meta: { sort: "joined" },
    cell: ({ getValue }) => <DateText value={getValue()} />,
  }),
]);

function signIn(can: boolean, suspended: boolean) {
  if (suspended) return <Badge tone="warn">Suspended</Badge>;
  return can ? <Badge tone="accent">Yes</Badge> : <Badge>On record only</Badge>;
}

/** What somebody owns says more about them than a page of their own would. */
const getRowHref = (row: MemberRow) => `/deals?f.owner=${row.id}`;

const filters = [
  {
    key: "role",
    label: "Role",
    options: systemRoleSlugs.map((value) => ({ value, label: roleNames([value]) })),
  },
  {
    key: "signin",
    label: "Signs in",
    options: [
      { value: "yes", label: "Yes" },
      { value: "no", label: "On record only" },
    ],
  },
];

type Props = { rows: MemberRow[]; page: ListPage; state: ListState };

export function MembersTable({ rows, page, state }: Props) {
  return (
    <DataTable
      label="People"
      {...{ rows, page, state, columns, filters, getRowHref }}
      // A workspace has an owner, so this list is never empty.
      emptyState={null}
    />
  );
}
