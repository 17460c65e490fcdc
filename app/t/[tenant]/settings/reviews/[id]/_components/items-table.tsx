"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { columnsOf, type ListPage, type ListState } from "@/components/data-table/types";
import { Badge } from "@/components/ui/badge";
import { loadFrom } from "@/components/ui/load-from";
import type { Choice } from "@/components/ui/use-options";
import { DateText, RelativeTime } from "@/components/ui/values";
import { reviewPeopleAction } from "@/lib/reviews/actions";
import { decisionLabels, kindLabels } from "@/lib/reviews/names";
import { BulkKeep, Decide, DecisionsProvider } from "./decisions";
import type { Item } from "./types";

const places = { member: "members", team: "teams", role: "roles" };
const getRowHref = ({ snapshot: { to } }: Item) => `/settings/${places[to.kind]}/${to.id}`;

const c = columnsOf<Item>();
const columns = c.columns([
  c.accessor(({ snapshot }) => snapshot.to.name, {
    id: "who",
    header: "Who has it",
    meta: { phone: "title" },
    cell: ({ row }) => (
      <>
        {row.original.snapshot.to.name}
        <span className="block truncate font-normal text-muted text-xs md:hidden">
          {row.original.snapshot.what}
        </span>
      </>
    ),
  }),
  c.accessor(({ snapshot }) => snapshot.what, {
    id: "what",
    header: "What",
    cell: ({ row }) => {
      const { what, about, reason } = row.original.snapshot;
      return (
        <span className="block max-w-120 truncate" title={[what, about, reason].filter(Boolean).join(" · ")}>
          {what}
          {about && <span className="text-muted"> · {about}</span>}
        </span>
      );
    },
  }),
  c.accessor("kind", {
    header: "Kind",
    meta: { hidden: true },
    cell: ({ row }) => kindLabels[row.original.kind],
  }),
  c.accessor(({ snapshot }) => snapshot.by, {
    id: "by",
    header: "Given by",
    cell: ({ row }) => row.original.snapshot.by ?? <span className="text-muted">The system</span>,
  }),
  c.accessor(({ snapshot }) => snapshot.since, {
    id: "since",
    header: "Since",
    cell: ({ row }) => <DateText value={new Date(row.original.snapshot.since)} />,
  }),
  c.accessor(({ snapshot }) => snapshot.until, {
    id: "until",
    header: "Until",
    cell: ({ row }) => {
      const { until } = row.original.snapshot;
      return until ? <DateText value={new Date(until)} /> : <span className="text-muted">No end</span>;
    },
  }),
  c.accessor("decidedAt", {
    header: "Decided",
    meta: { hidden: true },
    cell: ({ row }) => (
      <>
        <RelativeTime value={row.original.decidedAt} />
        {row.original.decidedBy && <span className="text-muted"> by {row.original.decidedBy}</span>}
      </>
    ),
  }),
  c.accessor("note", { header: "Note", meta: { hidden: true } }),
  c.accessor("decision", {
    header: "Decision",
    meta: { phone: "detail" },
    cell: ({ row }) => <Decide item={row.original} settled={<Settled decision={row.original.decision} />} />,
  }),
]);

function Settled({ decision }: Pick<Item, "decision">) {
  if (!decision) return <span className="text-muted">Not decided</span>;
  const tone = { keep: "accent", revoke: "danger", gone: "neutral" } as const;
  return <Badge tone={tone[decision]}>{decisionLabels[decision]}</Badge>;
}

const options = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

type Props = {
  reviewId: string;
  rows: Item[];
  page: ListPage;
  state: ListState;
  person: Choice | null;
  /** Why nothing can be decided here now; null when it can. */
  disabledReason: string | null;
};

/** What is under review: a decision for each row, and "keep" for many at once. */
export function ItemsTable({ reviewId, rows, page, state, person, disabledReason }: Props) {
  const filters = useMemo(
    () => [
      { key: "decision", label: "Decision", options: options({ open: "Not decided", ...decisionLabels }) },
      { key: "kind", label: "Kind", options: options(kindLabels) },
      {
        key: "person",
        label: "Who has it",
        chosen: person,
        load: loadFrom((asked) => reviewPeopleAction({ reviewId, ...asked })),
      },
    ],
    [reviewId, person],
  );
  return (
    <DecisionsProvider reviewId={reviewId} disabledReason={disabledReason}>
      <DataTable
        label="Under review"
        {...{ rows, page, state, columns, filters, getRowHref }}
        selection={
          disabledReason
            ? undefined
            : { actions: (ids, clear) => <BulkKeep reviewId={reviewId} ids={ids} clear={clear} /> }
        }
        // Somebody began the review, so that at least their role is in it.
        emptyState={null}
      />
    </DecisionsProvider>
  );
}
