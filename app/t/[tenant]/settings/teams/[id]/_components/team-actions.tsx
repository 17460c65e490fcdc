"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toastDone } from "@/components/ui/toast";
import { updateTeamAction } from "@/lib/teams/actions";
import { TeamDialog } from "../../_components/team-dialog";
import { DeleteDialog } from "./delete-dialog";
import type { Team } from "./types";

type Props = { team: Team; refusals: { update: string | null; delete: string | null } };

/** What can be done with a team as a whole: Edit, also under the key `e`, and Delete, which cannot be undone. */
export function TeamActions({ team, refusals }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const { id, name, description, version } = team;
  useShortcut("e", "Edit this team", refusals.update ? null : () => setOpen("edit"));
  return (
    <>
      <Menu
        trigger={
          <IconButton label="More actions">
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem danger disabledReason={refusals.delete} onSelect={() => setOpen("delete")}>
          <Trash2 aria-hidden />
          Delete
        </MenuItem>
      </Menu>
      <Button variant="primary" disabledReason={refusals.update} onClick={() => setOpen("edit")}>
        <Pencil aria-hidden />
        <span className="max-sm:sr-only">Edit</span>
      </Button>
      {open === "edit" && (
        <TeamDialog
          title={`Edit ${name}`}
          submit="Save team"
          values={{ name, description }}
          onClose={() => setOpen(null)}
          action={(values) => updateTeamAction({ ...values, id, version })}
        />
      )}
      {open === "delete" && (
        <DeleteDialog
          team={team}
          onClose={() => setOpen(null)}
          onDeleted={() => {
            toastDone(`${name} was deleted`);
            router.push("/settings/teams");
          }}
        />
      )}
    </>
  );
}
