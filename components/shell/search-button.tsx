"use client";

import { Search } from "lucide-react";
import { buttonStyles } from "@/components/ui/button-styles";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { useShell } from "./shell-context";

/** Opens the command menu for those who do not use the keys. */
export function SearchButton() {
  const { openCommands } = useShell();
  return (
    <button
      type="button"
      aria-label="Search"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={openCommands}
      className={cn(buttonStyles(), "pr-1.5 text-muted max-md:size-8 max-md:px-0")}
    >
      <Search aria-hidden />
      <span aria-hidden className="flex items-center gap-2 max-md:hidden">
        Search
        <Kbd>Ctrl K</Kbd>
      </span>
    </button>
  );
}
