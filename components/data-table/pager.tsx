"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { buttonStyles } from "@/components/ui/button-styles";
import { useFormat } from "@/components/ui/format-context";
import { formatNumber } from "@/lib/format/number";
import type { ListPage } from "./types";
import type { ListUrl } from "./use-list-url";

type Props = { page: ListPage; count: number; list: ListUrl };

/** Where we are in the list, and the way on. Pages go by cursor, so a new record never shifts them. */
export function Pager({ page, count, list }: Props) {
  const { locale } = useFormat();
  const number = (value: number) => formatNumber(value, locale);
  const range =
    page.from === undefined || count === 0 ? null : [page.from, page.from + count - 1].map(number).join("–");
  const total = page.total === null ? null : number(page.total);
  return (
    <nav
      aria-label="Pages"
      className="flex h-11 shrink-0 items-center justify-between gap-4 border-t px-5 text-sm text-muted tabular-nums max-md:px-4"
    >
      <p>{range && total ? `${range} of ${total}` : (range ?? (total && `${total} in total`))}</p>
      <span className="flex gap-1">
        <Step label="Previous" cursor={page.previous} list={list} />
        <Step label="Next" cursor={page.next} list={list} />
      </span>
    </nav>
  );
}

function Step({ label, cursor, list }: { label: "Previous" | "Next"; cursor: string | null; list: ListUrl }) {
  const look = buttonStyles({ variant: "ghost", size: "sm" });
  const inside = (
    <>
      {label === "Previous" && <ChevronLeft aria-hidden />}
      {label}
      {label === "Next" && <ChevronRight aria-hidden />}
    </>
  );
  if (cursor === null) {
    return (
      <span aria-hidden className={look} aria-disabled>
        {inside}
      </span>
    );
  }
  return (
    <a
      href={list.hrefWith({ [label === "Next" ? "after" : "before"]: cursor })}
      data-soft=""
      rel={label === "Next" ? "next" : "prev"}
      className={look}
    >
      {inside}
    </a>
  );
}
