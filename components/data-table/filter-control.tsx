"use client";

import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox";
import { DateInput } from "@/components/ui/date-input";
import { Menu, MenuCheckItem, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { Option } from "@/components/ui/select";
import type { Filter } from "./types";
import type { ListUrl } from "./use-list-url";

/** One filter of a list, as `f.<key>` in the URL: several options, one of many records, or a day. */
export function FilterControl({ filter, list }: { filter: Filter; list: ListUrl }) {
  const name = `f.${filter.key}`;
  if ("options" in filter) return <Options name={name} filter={filter} list={list} />;
  if ("day" in filter) return <Day name={name} label={filter.label} list={list} />;
  return (
    <div
      className={cn(
        filter.chosen ? "w-44" : "w-32",
        filter.chosen && "[&_input]:border-accent [&_input]:bg-accent-soft [&_input]:font-medium",
      )}
    >
      <Combobox
        aria-label={filter.label}
        placeholder={filter.label}
        value={filter.chosen}
        load={filter.load}
        onValueChange={(choice) => list.replace({ [name]: choice?.id ?? null })}
      />
    </div>
  );
}

function Day({ name, label, list }: { name: string; label: string; list: ListUrl }) {
  const day = list.params.get(name);
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the date field inside.
    <label className="inline-flex h-8 items-center gap-1.5 text-muted text-sm">
      {label}
      <DateInput
        value={day}
        onValueChange={(next) => list.replace({ [name]: next })}
        className={cn("w-36", day && "border-accent bg-accent-soft font-medium")}
      />
    </label>
  );
}

type Props = { name: string; filter: { label: string; options: readonly Option[] }; list: ListUrl };

function Options({ name, filter, list }: Props) {
  const values = list.params.get(name)?.split(",").filter(Boolean) ?? [];
  const set = (next: string[]) => list.replace({ [name]: next.join() || null });
  const [first] = filter.options.filter(({ value }) => values.includes(value));
  const said =
    values.length === 0 ? "Any" : values.length === 1 && first ? first.label : `${values.length} chosen`;
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={cn(
            "inline-flex h-8 items-center gap-1.5 rounded-md border border-edge px-2.5 text-sm hover:bg-hover",
            values.length > 0 && "border-accent bg-accent-soft hover:bg-accent-soft",
          )}
        >
          <span className="text-muted">{filter.label}</span>
          <span className="max-w-32 truncate font-medium">{said}</span>
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </button>
      }
    >
      {filter.options.map(({ value, label }) => (
        <MenuCheckItem
          key={value}
          checked={values.includes(value)}
          onCheckedChange={(on) => set(on ? [...values, value] : values.filter((each) => each !== value))}
        >
          {label}
        </MenuCheckItem>
      ))}
      {values.length > 0 && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => set([])}>Any</MenuItem>
        </>
      )}
    </Menu>
  );
}
