"use client";

import { useSyncExternalStore } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { current, subscribe } from "./shortcut-store";

const everywhere = [
  { key: "Ctrl K", label: "Search and commands" },
  { key: "?", label: "These shortcuts" },
  { key: "Esc", label: "Close what is on top" },
];

const inLists = [
  { key: "j / k", label: "Next or previous row" },
  { key: "x", label: "Select the row" },
  { key: "Enter", label: "Open the row" },
];

const onBoards = [
  { key: "Space", label: "Lift the deal, or drop it" },
  { key: "← →", label: "Carry it to another stage" },
  { key: "Enter", label: "Open the deal" },
];

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** What the keys do: first those of what is on screen. */
export function ShortcutsDialog({ open, onOpenChange }: Props) {
  const shortcuts = useSyncExternalStore(subscribe, current, current);
  const here = [...new Map(shortcuts.map((shortcut) => [shortcut.key, shortcut])).values()];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Shortcuts">
      {here.length > 0 && <Keys title="On this page" items={here} />}
      <Keys title="In a list" items={inLists} />
      <Keys title="On the board" items={onBoards} />
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
