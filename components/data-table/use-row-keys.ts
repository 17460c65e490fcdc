"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "@/components/shell/shortcut-store";

/**
 * `j` and `k` move through the rows and `x` selects one; Enter opens it, as it does every link. Focus is the cursor,
 * so no row needs state and screen readers follow.
 */
export function useRowKeys(body: RefObject<HTMLTableSectionElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
      // A sheet or dialog over the list has its own keys.
      if (document.querySelector('[role="dialog"]')) return;
      const links = [...(body.current?.querySelectorAll<HTMLElement>("a[data-row]") ?? [])];
      const at = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
      if (event.key === "j" || event.key === "k") {
        const next = links[Math.min(links.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
        next?.focus();
        next?.scrollIntoView({ block: "nearest" });
        event.preventDefault();
      } else if (event.key === "x" && at >= 0) {
        links[at]?.closest("tr")?.querySelector<HTMLElement>("td.pick input")?.click();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [body]);
}
