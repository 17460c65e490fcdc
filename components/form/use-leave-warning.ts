"use client";

import { useCallback, useEffect, useRef } from "react";

const question = "Leave without saving? What you typed here would be lost.";

/** Asks before unsaved typing is lost: on closing the tab and on following a link. Returns what lifts it at once. */
export function useLeaveWarning(dirty: boolean): () => void {
  const active = useRef(dirty);
  active.current = dirty;
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => {
      if (active.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.("a[href]");
      if (!active.current || !link || link.getAttribute("target") === "_blank") return;
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (window.confirm(question)) active.current = false;
      else {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    window.addEventListener("beforeunload", onUnload);
    // Before React's own listeners, so that a refused link does not navigate.
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, []);
  return useCallback(() => {
    active.current = false;
  }, []);
}
