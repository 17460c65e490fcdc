"use client";

import type { CellContext, Column, Row as TableRow } from "@tanstack/react-table";
import { clsx } from "clsx";
import { Hidden } from "@/components/ui/hidden";
import type { features, Row, TableOf } from "./types";

type Props<T extends Row> = {
  table: TableOf<T>;
  getRowHref: (row: T) => string;
  pickable: boolean;
};

/** The rows alone, without any state of their own. */
export function Body<T extends Row>({ table, getRowHref, pickable }: Props<T>) {
  const columns = table.getVisibleLeafColumns().map((column) => {
    const { phone, align, field = column.id } = column.columnDef.meta ?? {};
    return { column, field, link: phone === "title", className: clsx(phone, align) || undefined };
  });
  return table.getRowModel().rows.map((row) => (
    <tr key={row.id}>
      {pickable && (
        <td className="pick">
          <input type="checkbox" value={row.id} aria-label="Select" />
        </td>
      )}
      {columns.map(({ column, field, link, className }) => {
        const content = row.original.hidden?.includes(field) ? <Hidden /> : contentOf(table, row, column);
        return (
          <td key={column.id} className={className}>
            {link ? (
              <a data-row="" href={getRowHref(row.original)}>
                {content}
              </a>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  ));
}

/**
 * What a column's `cell` draws for a row. It is called, not mounted, and without TanStack's cell objects: a page has
 * hundreds, and they were half of what a list cost the server. So a `cell` has no hooks; a component inside it may.
 */
function contentOf<T extends Row>(
  table: TableOf<T>,
  row: TableRow<typeof features, T>,
  column: Column<typeof features, T>,
) {
  const draw = column.columnDef.cell;
  if (typeof draw !== "function") return draw;
  const getValue = <Value,>() => column.accessorFn?.(row.original, row.index) as Value;
  const context: CellContext<typeof features, T> = {
    table,
    row,
    column,
    getValue,
    renderValue: getValue,
    get cell() {
      return row.getAllCellsByColumnId()[column.id] as CellContext<typeof features, T>["cell"];
    },
  };
  return draw(context);
}
