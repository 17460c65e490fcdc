"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import type { Parent } from "./new-team-dialog";

const NewTeamDialog = dynamic(() => import("./new-team-dialog").then((module) => module.NewTeamDialog));

type Props = { parent: Parent; disabledReason: string | null };

/** Adds a team, also under the key `c`, and goes to it: who is in it and what it gives are said there. */
export function NewTeam({ parent, disabledReason }: Props) {
  const [open, setOpen] = useState(false);
  const label = parent ? "New team inside" : "New team";
  useShortcut("c", label, disabledReason ? null : () => setOpen(true));
  return (
    <>
      <Button
        variant={parent ? "secondary" : "primary"}
        disabledReason={disabledReason}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden />
        <span className="max-sm:sr-only">{label}</span>
      </Button>
      {open && <NewTeamDialog parent={parent} onClose={() => setOpen(false)} />}
    </>
  );
}
