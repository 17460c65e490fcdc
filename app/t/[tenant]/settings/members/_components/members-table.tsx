"use client";

import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { DateText, RelativeTime } from "@/components/ui/values";
import type { Gifts } from "@/lib/members/choices";
import type { People } from "./load-people";
import { RoleBadge } from "./role-badge";
import { Standing } from "./standing";

type MemberRow = People["rows"][number];

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
  c.accessor("status", {
    header: "Status",
    cell: ({ row }) => <Standing status={row.original.status} canSignIn={row.original.canSignIn} />,
  }),
  c.accessor("roles", {
    header: "Roles",
    meta: { phone: "detail" },
    cell: ({ getValue }) =>
      getValue().length > 0 ? (
        <span className="inline-flex flex-wrap gap-1">
          {getValue().map((role) => (
            <RoleBadge key={role.slug} name={role.name} until={role.until} team={role.team} />
          ))}
        </span>
      ) : (
        <span className="text-muted">None</span>
      ),
  }),
  c.accessor((row) => row.teams.join(", "), { id: "teams", header: "Teams" }),
  c.accessor("lastSeenAt", {
    id: "seen",
    header: "Last seen",
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
  c.accessor("hasSecondFactor", {
    id: "factor",
    header: "Two-factor",
    cell: ({ row, getValue }) => secondFactor(row.original.canSignIn, getValue()),
  }),
  c.accessor("title", { header: "Job title", meta: { hidden: true } }),
  c.accessor("email", { header: "E-mail", meta: { hidden: true } }),
  c.accessor("joinedAt", {
    id: "joined",
    header: "Since",
    meta: { sort: "joined" },
    cell: ({ getValue }) => <DateText value={getValue()} />,
  }),
]);

function secondFactor(canSignIn: boolean, isOn: boolean) {
  if (!canSignIn) return <span className="text-faint">—</span>;
  return isOn ? <Badge tone="accent">On</Badge> : <span className="text-muted">Off</span>;
}

const getRowHref = (row: MemberRow) => `/settings/members/${row.id}`;

const statuses = [
  { value: "active", label: "Active" },
  { value: "suspended", label: "Suspended" },
  { value: "removed", label: "Removed" },
];

const signsIn = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "On record only" },
];

type Props = { rows: MemberRow[]; page: ListPage; state: ListState; gifts: Gifts };

export function MembersTable({ rows, page, state, gifts: { roles, teams } }: Props) {
  const filters = [
    { key: "status", label: "Status", options: statuses },
    { key: "role", label: "Role", options: roles.map(({ slug, name }) => ({ value: slug, label: name })) },
    ...(teams.length > 0
      ? [{ key: "team", label: "Team", options: teams.map(({ id, name }) => ({ value: id, label: name })) }]
      : []),
    { key: "signin", label: "Signs in", options: signsIn },
  ];
  return (
    <DataTable
      label="People"
      {...{ rows, page, state, columns, filters, getRowHref }}
      // A workspace has an owner, so this list is never empty.
      emptyState={null}
    />
  );
}
