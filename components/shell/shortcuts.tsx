"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { current, isTyping } from "./shortcut-store";

const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog").then((module) => module.ShortcutsDialog), {
  ssr: false,
});

/** Runs the registered shortcuts, and shows them at `?`. */
export function Shortcuts() {
  const [help, setHelp] = useState<"never" | "open" | "closed">("never");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
      // What is under a dialog must not act.
      if (document.querySelector('[role="dialog"]')) return;
      const run =
        event.key === "?" ? () => setHelp("open") : current().findLast(({ key }) => key === event.key)?.run;
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    help !== "never" && (
      <ShortcutsDialog open={help === "open"} onOpenChange={(open) => setHelp(open ? "open" : "closed")} />
    )
  );
}
