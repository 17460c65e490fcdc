"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { buttonStyles } from "@/components/ui/button-styles";
import { useFormat } from "@/components/ui/format-context";
import { formatNumber } from "@/lib/format/number";
import type { ListPage } from "./types";
import type { ListUrl } from "./use-list-url";

type Props = { page: ListPage; count: number; list: ListUrl };

/** Pages before this one are full ones. */
const PAGE_SIZE = 50;

/**
 * Where we are in the list, and the way on. Pages go by cursor, which knows no numbers: the position travels in the URL
 * as `from`, for the reader only.
 */
export function Pager({ page, count, list }: Props) {
  const { locale } = useFormat();
  const { params } = list;
  const first = !params.has("after") && !params.has("before");
  const from = first || !page.previous ? 1 : Number(params.get("from")) || null;
  const number = (value: number) => formatNumber(value, locale);
  const to = (position: number | null) => (position ? String(Math.max(1, position)) : null);
  const href = {
    next: page.next && list.hrefWith({ after: page.next, from: to(from && from + count) }),
    previous: page.previous && list.hrefWith({ before: page.previous, from: to(from && from - PAGE_SIZE) }),
  };
  return (
    <nav
      aria-label="Pages"
      className="flex h-11 shrink-0 items-center justify-between gap-4 border-t px-5 text-muted text-sm tabular-nums max-md:px-4"
    >
      <p>
        {from && count > 0 && `${number(from)}–${number(from + count - 1)} of `}
        {page.total > 0 && number(page.total)}
      </p>
      <span className="flex gap-1">
        <Step label="Previous" href={href.previous} />
        <Step label="Next" href={href.next} />
      </span>
    </nav>
  );
}

function Step({ label, href }: { label: "Previous" | "Next"; href: string | null }) {
  const look = buttonStyles({ variant: "ghost", size: "sm" });
  const inside = (
    <>
      {label === "Previous" && <ChevronLeft aria-hidden />}
      {label}
      {label === "Next" && <ChevronRight aria-hidden />}
    </>
  );
  if (!href) {
    return (
      <span aria-hidden aria-disabled className={look}>
        {inside}
      </span>
    );
  }
  return (
    <a href={href} data-soft="" rel={label === "Next" ? "next" : "prev"} className={look}>
      {inside}
    </a>
  );
}
