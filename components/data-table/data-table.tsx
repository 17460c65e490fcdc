"use client";

import { FlexRender, useTable } from "@tanstack/react-table";
import { type MouseEvent, type ReactNode, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Body } from "./body";
import { ColumnMenu } from "./column-menu";
import { HeaderCell } from "./header-cell";
import { clearing, isFiltered } from "./list-url";
import { Pager } from "./pager";
import { Toolbar } from "./toolbar";
import {
  type Columns,
  type Filter,
  features,
  type ListPage,
  type ListState,
  type Row,
  type Selection,
} from "./types";
import { useColumns } from "./use-columns";
import { useListUrl } from "./use-list-url";
import { useRowKeys } from "./use-row-keys";
import { useSelection } from "./use-selection";

type Props<T extends Row> = {
  /** What the rows are: "Deals". */
  label: string;
  rows: T[];
  /** Made once, at module level. */
  columns: Columns<T>;
  state: ListState;
  page: ListPage;
  getRowHref: (row: T) => string;
  /** Shown where there are no records at all; does something about it. */
  emptyState: ReactNode;
  filters?: Filter[];
  /** False for a list that has no words to search for. */
  searchable?: boolean;
  /** The page's own controls, beside the column menu. */
  toolbar?: ReactNode;
  selection?: Selection;
};

/** A list whose rows come sorted, filtered and paged from the server, and whose whole state is in the URL. */
export function DataTable<T extends Row>(props: Props<T>) {
  const {
    label,
    rows,
    columns,
    state,
    page,
    getRowHref,
    emptyState,
    filters = [],
    searchable = true,
    toolbar,
    selection,
  } = props;
  const list = useListUrl();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const chosen = useSelection(body, rows);
  const { all, usual, shown, visibility } = useColumns(columns, state.columns);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    state: { columnVisibility: visibility },
  });
  const pickable = selection !== undefined;
  // The rows are drawn again when they change, not when the list waits for its next page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `table` is the same object for other rows and columns.
  const drawn = useMemo(
    () => <Body table={table} getRowHref={getRowHref} pickable={pickable} />,
    [rows, columns, visibility, getRowHref, pickable],
  );

  const follow = (event: MouseEvent) => {
    const target = event.target as Element;
    const link = target.closest<HTMLAnchorElement>("a[data-row], a[data-soft]");
    if (!link && target.closest("a, button, input, label, select, thead")) return;
    const href = (link ?? target.closest("tr")?.querySelector("a[data-row]"))?.getAttribute("href");
    // A new tab or a selection of text is the browser's business.
    if (!href || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!link && window.getSelection()?.toString()) return;
    event.preventDefault();
    list.open(href);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches the clicks of the links inside.
    // biome-ignore lint/a11y/useKeyWithClickEvents: links answer to Enter by themselves.
    <div className="flex min-h-0 min-w-0 flex-1 flex-col" onClick={follow} aria-busy={list.pending}>
      {selection && chosen.ids.length > 0 ? (
        <div className="flex h-12 shrink-0 items-center gap-2 px-5 max-md:px-4">
          <p role="status" className="mr-2 font-medium text-sm">
            {chosen.ids.length} selected
          </p>
          {selection.actions(chosen.ids, () => chosen.setAll(false))}
          <Button variant="ghost" onClick={() => chosen.setAll(false)}>
            Clear
          </Button>
        </div>
      ) : (
        <Toolbar label={label} q={searchable ? state.q : null} filters={filters} list={list}>
          {toolbar}
          <ColumnMenu columns={all} shown={shown} usual={usual} list={list} />
        </Toolbar>
      )}
      <div className="relative h-px shrink-0 overflow-hidden bg-line">
        {list.pending && <div className="h-full w-1/4 animate-pass bg-accent" />}
      </div>
      {page.note && (
        <p role="note" className="shrink-0 border-b px-5 py-2 text-muted text-sm max-md:px-4">
          {page.note}
        </p>
      )}
      {rows.length === 0 ? (
        <Nothing filtered={isFiltered(list.params)} onClear={() => list.replace(clearing(list.params))}>
          {emptyState}
        </Nothing>
      ) : (
        <section
          aria-label={label}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
        >
          <table className="data-table">
            <thead>
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id}>
                  {pickable && (
                    <th scope="col" className="pick">
                      <input
                        type="checkbox"
                        aria-label="Select all on this page"
                        checked={chosen.ids.length === rows.length}
                        onChange={(event) => chosen.setAll(event.target.checked)}
                        className="size-4 accent-accent"
                      />
                    </th>
                  )}
                  {group.headers.map((header) => (
                    <HeaderCell
                      key={header.id}
                      sort={header.column.columnDef.meta?.sort}
                      current={state.sort}
                      end={header.column.columnDef.meta?.align === "end"}
                      list={list}
                    >
                      <FlexRender header={header} />
                    </HeaderCell>
                  ))}
                </tr>
              ))}
            </thead>
            <tbody ref={body} onChange={chosen.read}>
              {drawn}
            </tbody>
          </table>
        </section>
      )}
      <Pager page={page} count={rows.length} list={list} />
    </div>
  );
}

function Nothing(props: { filtered: boolean; onClear: () => void; children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1">
      {props.filtered ? (
        <EmptyState
          title="Nothing matches"
          actions={<Button onClick={props.onClear}>Clear search and filters</Button>}
        >
          No record has all of what you asked for.
        </EmptyState>
      ) : (
        props.children
      )}
    </div>
  );
}
