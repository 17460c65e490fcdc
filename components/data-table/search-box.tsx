"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Input } from "@/components/ui/input";
import type { ListUrl } from "./use-list-url";

/** Searches as one types, a little after the last key; `/` goes there. */
export function SearchBox({ label, q, list }: { label: string; q: string; list: ListUrl }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  const sent = useRef(q);
  useShortcut("/", `Search ${label.toLowerCase()}`, () => input.current?.focus());
  useEffect(() => {
    // Back, or "Clear filters": the URL changed without us.
    if (q !== sent.current) {
      sent.current = q;
      setText(q);
    }
  }, [q]);
  const { replace } = list;
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      replace({ q: wanted });
    }, 200);
    return () => clearTimeout(timer);
  }, [text, replace]);
  return (
    <search className="relative w-44 max-md:w-auto max-md:flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <Input
        ref={input}
        type="search"
        aria-label={`Search ${label.toLowerCase()}`}
        placeholder="Search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setText("")}
        className="pl-8 [&::-webkit-search-cancel-button]:appearance-none"
      />
    </search>
  );
}
