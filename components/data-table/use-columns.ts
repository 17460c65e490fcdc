"use client";

import { useMemo } from "react";
import type { Columns, Row } from "./types";

/** What the columns are called and which of them are shown, from their definitions and the URL's choice. */
export function useColumns<T extends Row>(columns: Columns<T>, chosen: string[] | null) {
  const key = chosen?.join();
  return useMemo(() => {
    const all = columns.map((column) => ({
      id: column.id ?? ("accessorKey" in column ? String(column.accessorKey) : ""),
      label: String(column.header),
      fixed: column.meta?.phone === "title",
      hidden: column.meta?.hidden ?? false,
    }));
    const usual = all.filter((column) => !column.hidden).map((column) => column.id);
    const wanted = new Set(key?.split(",") ?? usual);
    const shown = all.filter((column) => column.fixed || wanted.has(column.id)).map((column) => column.id);
    const visibility = Object.fromEntries(all.map(({ id }) => [id, shown.includes(id)]));
    return { all, usual, shown, visibility };
  }, [columns, key]);
}
