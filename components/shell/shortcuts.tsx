"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { current, isTyping, type Shortcut, subscribe } from "./shortcut-store";

const none: readonly Shortcut[] = [];
const everywhere = [
  { key: "Ctrl K", label: "Search and commands" },
  { key: "?", label: "These shortcuts" },
  { key: "j / k", label: "Next or previous row of a list" },
  { key: "x", label: "Select the row" },
  { key: "Enter", label: "Open the row" },
  { key: "Esc", label: "Close what is on top" },
];

/** Runs the registered shortcuts, and shows them at `?`. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  const shortcuts = useSyncExternalStore(subscribe, current, () => none);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
      // What is under a dialog must not act.
      if (document.querySelector('[role="dialog"]')) return;
      const run =
        event.key === "?" ? () => setOpen(true) : current().findLast(({ key }) => key === event.key)?.run;
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const here = [...new Map(shortcuts.map((shortcut) => [shortcut.key, shortcut])).values()];
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Shortcuts">
      {here.length > 0 && <Keys title="On this page" items={here} />}
      <Keys title="Everywhere" items={everywhere} />
    </Dialog>
  );
}

function Keys({ title, items }: { title: string; items: { key: string; label: string }[] }) {
  return (
    <section className="pb-3">
      <h3 className="pb-1 text-muted text-xs">{title}</h3>
      <ul>
        {items.map(({ key, label }) => (
          <li
            key={key}
            className="flex h-8 items-center justify-between gap-4 border-b text-sm last:border-0"
          >
            {label}
            <Kbd>{key}</Kbd>
          </li>
        ))}
      </ul>
    </section>
  );
}
