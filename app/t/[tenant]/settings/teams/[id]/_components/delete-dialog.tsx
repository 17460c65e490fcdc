"use client";

import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Refusal } from "@/components/ui/refusal";
import { Skeleton } from "@/components/ui/skeleton";
import { deleteTeamAction, rehearseDeleteTeamAction } from "@/lib/teams/actions";
import { type Preview, PreviewPanel } from "../../../../_components/access/preview";
import { UNREACHED } from "../../../../_components/unreached";
import type { Team } from "./types";

type Props = { team: Team; onClose: () => void; onDeleted: () => void };

/** Asks for the team's name: who had what through it is not given back by anything. */
export function DeleteDialog({ team, onClose, onDeleted }: Props) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const nameId = useId();
  const { id } = team;
  useEffect(() => {
    void rehearseDeleteTeamAction({ id })
      .catch(() => null)
      .then((result) => {
        if (result?.ok) setPreview(result.data);
        else setProblem(result?.error.message ?? UNREACHED);
      });
  }, [id]);
  const confirm = async () => {
    setPending(true);
    const result = await deleteTeamAction({ id }).catch(() => null);
    setPending(false);
    if (result?.ok) return onDeleted();
    setProblem(result?.error.message ?? UNREACHED);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${team.name}`}
      description={
        <p>
          {team.teamsBelow > 0 && "The teams inside it move up to where it stands. "}
          Its people, its roles and the access given to it end. This cannot be undone.
        </p>
      }
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Back
          </Button>
          <Button
            variant="danger"
            pending={pending}
            disabledReason={typed.trim() === team.name ? null : `Type ${team.name} first.`}
            onClick={confirm}
          >
            Delete team
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {preview && <PreviewPanel preview={preview} />}
        {!preview && !problem && (
          <div role="status" className="grid gap-2">
            <span className="sr-only">Finding out who loses what</span>
            <Skeleton className="h-16 w-full" />
          </div>
        )}
        <Refusal>{problem}</Refusal>
        <div className="grid gap-1">
          <Label htmlFor={nameId}>Type {team.name} to delete it</Label>
          <Input
            id={nameId}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
          />
        </div>
      </div>
    </Dialog>
  );
}
