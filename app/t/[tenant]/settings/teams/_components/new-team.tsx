"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Button } from "@/components/ui/button";
import { createTeamAction } from "@/lib/teams/actions";
import { TeamDialog } from "./team-dialog";

type Props = {
  /** The team that the new one stands in; null for the top. */
  parent: { id: string; name: string } | null;
  disabledReason: string | null;
};

/** Adds a team, also under the key `c`, and goes to it: who is in it and what it gives are said there. */
export function NewTeam({ parent, disabledReason }: Props) {
  const router = useRouter();
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
      {open && (
        <TeamDialog
          title={parent ? `New team in ${parent.name}` : "New team"}
          submit="Create team"
          values={{ name: "", description: null }}
          onClose={() => setOpen(false)}
          action={(values) => createTeamAction({ ...values, parentId: parent?.id ?? null })}
          onSaved={({ id }) => router.push(`/settings/teams/${id}`)}
        />
      )}
    </>
  );
}
