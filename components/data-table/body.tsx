"use client";

import { FlexRender, type Row as TableRow } from "@tanstack/react-table";
import { clsx } from "clsx";
import type { features, Row } from "./types";

type Props<T extends Row> = {
  rows: TableRow<typeof features, T>[];
  getRowHref: (row: T) => string;
  pickable: boolean;
};

/** The rows alone, without any state of their own. */
export function Body<T extends Row>({ rows, getRowHref, pickable }: Props<T>) {
  return rows.map((row) => (
    <tr key={row.id}>
      {pickable && (
        <td className="pick">
          <input type="checkbox" value={row.id} aria-label="Select" className="size-4 accent-accent" />
        </td>
      )}
      {row.getVisibleCells().map((cell) => {
        const { phone, align } = cell.column.columnDef.meta ?? {};
        const content = <FlexRender cell={cell} />;
        return (
          <td key={cell.id} className={clsx(phone, align) || undefined}>
            {phone === "title" ? (
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
