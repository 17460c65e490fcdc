"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { FormatProvider, type FormatSettings } from "@/components/ui/format-context";
import { BottomBar } from "./bottom-bar";
import { Rail } from "./rail";
import { ShellContext } from "./shell-context";
import { Shortcuts } from "./shortcuts";
import type { CommandGroup, NavItem, Person, WorkspaceLink } from "./types";

/** Loaded when it is first asked for: most pages are read without it. */
const CommandMenu = dynamic(() => import("./command-menu").then((module) => module.CommandMenu), {
  ssr: false,
});

type Props = {
  /** The name of the one that this is; "Console" where the platform is run. */
  workspace: string;
  /** Finds the person's workspaces for the switcher; without it, there is none. */
  workspaces?: () => Promise<WorkspaceLink[]>;
  person: Person;
  nav: NavItem[];
  format: FormatSettings;
  /** From the cookie `rail`: `narrow` or `wide`. */
  railCollapsed: boolean;
  signOut: () => Promise<void>;
  /** Finds records for the command menu. */
  search: (query: string) => Promise<CommandGroup[]>;
  children: ReactNode;
};

/** The frame around every page of a workspace. A page puts a `PageBar` first and its content under it. */
export function AppShell({
  workspace,
  workspaces,
  person,
  nav,
  format,
  railCollapsed,
  signOut,
  search,
  children,
}: Props) {
  const [commands, setCommands] = useState<"never" | "open" | "closed">("never");
  const openCommands = useCallback(() => setCommands("open"), []);
  const shell = useMemo(() => ({ openCommands }), [openCommands]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setCommands((now) => (now === "open" ? "closed" : "open"));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <ShellContext value={shell}>
      <FormatProvider settings={format}>
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the content
        </a>
        <div className="flex h-dvh flex-col md:flex-row">
          <Rail {...{ workspace, workspaces, person, nav, signOut }} collapsed={railCollapsed} />
          {/* Positioned: what only a screen reader reads stays in what scrolls, and lengthens no page around it. */}
          <main
            id="main"
            tabIndex={-1}
            className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto"
          >
            {children}
          </main>
          <BottomBar {...{ workspace, workspaces, person, nav, signOut }} />
        </div>
        <Shortcuts />
        {commands !== "never" && (
          <CommandMenu
            open={commands === "open"}
            onOpenChange={(open) => setCommands(open ? "open" : "closed")}
            nav={nav}
            search={search}
          />
        )}
      </FormatProvider>
    </ShellContext>
  );
}
