"use client";

import { ChevronsUpDown } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { WorkspaceLink } from "./types";
import { WorkspaceItems } from "./workspace-items";

type Props = { name: string; load: () => Promise<WorkspaceLink[]>; narrow?: boolean };

/** Which workspace this is, and the way to the others. Each is a host of its own. */
export function WorkspaceMenu({ name, load, narrow }: Props) {
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Workspace: ${name}`}
          className={cn(
            "flex h-9 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-[state=open]:bg-hover",
            narrow ? "mx-auto" : "w-full",
          )}
        >
          <Avatar name={name} square />
          {!narrow && (
            <>
              <span className="min-w-0 flex-1 truncate font-semibold text-sm">{name}</span>
              <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
            </>
          )}
        </button>
      }
    >
      <WorkspaceItems load={load} />
      <MenuSeparator />
      <MenuItem href="/open/-" leaves>
        All workspaces
      </MenuItem>
    </Menu>
  );
}
