"use client";

import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { MenuItem, MenuLabel } from "@/components/ui/dropdown-menu";
import type { WorkspaceLink } from "./types";

/** The person's workspaces, asked for when a menu with them opens: a page is read far more often than it is left. */
export function WorkspaceItems({ load }: { load: () => Promise<WorkspaceLink[]> }) {
  const [workspaces, setWorkspaces] = useState<WorkspaceLink[]>();
  useEffect(() => {
    load().then(setWorkspaces);
  }, [load]);
  return (
    <>
      <MenuLabel>{workspaces ? "Workspaces" : "Workspaces …"}</MenuLabel>
      {workspaces?.map((workspace) => (
        <MenuItem key={workspace.href} href={workspace.href} leaves={!workspace.current}>
          <Avatar name={workspace.name} size="sm" square />
          <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
          {workspace.current && <Check aria-label="current" />}
        </MenuItem>
      ))}
    </>
  );
}
