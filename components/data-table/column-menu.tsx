"use client";

import { Columns3 } from "lucide-react";
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import type { ListUrl } from "./use-list-url";

type Props = {
  columns: { id: string; label: string; fixed: boolean }[];
  shown: string[];
  usual: string[];
  list: ListUrl;
};

/** Which columns are shown, as `cols` in the URL; nothing there while it is the usual choice. */
export function ColumnMenu({ columns, shown, usual, list }: Props) {
  const set = (ids: string[]) => list.replace({ cols: ids.join() === usual.join() ? null : ids.join() });
  const toggle = (id: string, on: boolean) =>
    set(columns.map((column) => column.id).filter((each) => (each === id ? on : shown.includes(each))));
  return (
    <Menu
      trigger={
        <IconButton label="Columns" variant="secondary" className="max-md:hidden">
          <Columns3 aria-hidden />
        </IconButton>
      }
    >
      <MenuLabel>Columns</MenuLabel>
      {columns
        .filter((column) => !column.fixed)
        .map((column) => (
          <MenuCheckItem
            key={column.id}
            checked={shown.includes(column.id)}
            onCheckedChange={(on) => toggle(column.id, on)}
          >
            {column.label}
          </MenuCheckItem>
        ))}
      {list.params.has("cols") && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => set(usual)}>Show the usual columns</MenuItem>
        </>
      )}
    </Menu>
  );
}
