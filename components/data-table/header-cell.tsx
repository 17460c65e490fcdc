"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { ListUrl } from "./use-list-url";

type Props = {
  sort: string | undefined;
  current: string | null;
  end: boolean;
  list: ListUrl;
  children: ReactNode;
};

/** A heading, and where its column can be sorted a link to the list in that order: first up, then down. */
export function HeaderCell({ sort, current, end, list, children }: Props) {
  if (!sort) {
    return (
      <th scope="col" className={end ? "end" : undefined}>
        {children}
      </th>
    );
  }
  const direction = current === sort ? "ascending" : current === `-${sort}` ? "descending" : undefined;
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={direction ?? "none"} className={end ? "end" : undefined}>
      <a
        href={list.hrefWith({ sort: direction === "ascending" ? `-${sort}` : sort })}
        data-soft=""
        className={cn(
          "group inline-flex h-6 items-center gap-1 rounded-sm align-middle hover:text-ink",
          end && "flex-row-reverse",
          direction && "font-medium text-ink",
        )}
      >
        {children}
        <Arrow
          aria-hidden
          className={cn(
            "size-3",
            !direction && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
          )}
        />
      </a>
    </th>
  );
}
