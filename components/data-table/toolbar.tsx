"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FilterControl } from "./filter-control";
import { clearing, isFiltered } from "./list-url";
import { SearchBox } from "./search-box";
import type { Filter } from "./types";
import type { ListUrl } from "./use-list-url";

type Props = {
  label: string;
  /** Null for a list that cannot be searched. */
  q: string | null;
  filters: Filter[];
  list: ListUrl;
  /** At the right: the page's own controls and the column menu. */
  children: ReactNode;
};

export function Toolbar({ label, q, filters, list, children }: Props) {
  return (
    <div className="flex shrink-0 items-start gap-2 px-5 py-2 max-md:flex-wrap max-md:px-4">
      <div className="flex min-w-0 flex-1 flex-wrap gap-2 max-md:contents">
        {q !== null && <SearchBox label={label} q={q} list={list} />}
        <div className="contents empty:hidden max-md:-mx-4 max-md:order-1 max-md:flex max-md:basis-[calc(100%+2rem)] max-md:gap-2 max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 max-md:*:shrink-0">
          {filters.map((filter) => (
            <FilterControl key={filter.key} filter={filter} list={list} />
          ))}
          {isFiltered(list.params) && (
            <Button variant="ghost" onClick={() => list.replace(clearing(list.params))}>
              Clear
            </Button>
          )}
        </div>
      </div>
      <div className="flex items-center gap-2">{children}</div>
    </div>
  );
}
