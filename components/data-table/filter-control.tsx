"use client";

import { ChevronDown } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Combobox } from "@/components/ui/combobox";
import type { Filter } from "./types";
import type { ListUrl } from "./use-list-url";

/** One filter of a list, as `f.<key>` in the URL. */
export function FilterControl({ filter, list }: { filter: Filter; list: ListUrl }) {
  const name = `f.${filter.key}`;
  const value = list.params.get(name) ?? "";
  const change = (next: string | null) => list.replace({ [name]: next });
  if ("load" in filter) {
    return (
      <div
        className={cn(
          "w-44 max-md:w-40",
          filter.chosen && "[&_input]:border-accent [&_input]:bg-accent-soft [&_input]:font-medium",
        )}
      >
        <Combobox
          aria-label={filter.label}
          placeholder={filter.label}
          value={filter.chosen}
          load={filter.load}
          onValueChange={(choice) => change(choice?.id ?? null)}
        />
      </div>
    );
  }
  return (
    <label
      className={cn(
        "relative inline-flex h-8 items-center rounded-md border border-edge text-sm",
        "focus-within:border-accent hover:bg-hover",
        value && "border-accent bg-accent-soft",
      )}
    >
      <span className="pl-2.5 text-muted">{filter.label}</span>
      <select
        value={value}
        onChange={(event) => change(event.target.value)}
        className="h-full max-w-40 appearance-none truncate rounded-md bg-transparent pr-7 pl-1.5 font-medium dark:[&>option]:bg-raised"
      >
        <option value="">Any</option>
        {filter.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-2 size-3.5 text-muted" />
    </label>
  );
}
