"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import type { Choice } from "@/components/ui/use-options";
import { type Place, type Team, withBelow } from "./tree";

type Props = { team: Team; teams: Team[]; onClose: () => void; onPick: (place: Place) => void };

/** The way into any other team without dragging. */
export function MovePicker({ team, teams, onClose, onPick }: Props) {
  const [parent, setParent] = useState<Choice | null>(null);
  const below = withBelow(teams, team.id);
  const load = async (query: string): Promise<Choice[]> =>
    teams
      .filter(({ id, name }) => !below.has(id) && name.toLowerCase().includes(query.trim().toLowerCase()))
      .slice(0, 20)
      .map(({ id, name, parentId }) => ({
        id,
        label: name,
        hint: teams.find((other) => other.id === parentId)?.name,
      }));
  const last = (parentId: string | null) => teams.filter((other) => other.parentId === parentId).length;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Move ${team.name}`}
      description="Its people then belong to the teams above its new place, too."
      footer={
        <>
          {team.parentId && (
            <Button variant="ghost" onClick={() => onPick({ parentId: null, position: last(null) })}>
              Move to the top
            </Button>
          )}
          <Button
            variant="primary"
            disabledReason={parent ? null : "Choose a team first."}
            onClick={() => parent && onPick({ parentId: parent.id, position: last(parent.id) })}
          >
            Move team
          </Button>
        </>
      }
    >
      <Combobox
        aria-label="Team to move into"
        placeholder="Choose a team"
        load={load}
        value={parent}
        onValueChange={setParent}
      />
    </Dialog>
  );
}
