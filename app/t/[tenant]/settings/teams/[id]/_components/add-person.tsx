"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { loadFrom } from "@/components/ui/load-from";
import { toastUndo } from "@/components/ui/toast";
import type { Choice } from "@/components/ui/use-options";
import { searchMembersAction } from "@/lib/members/actions";
import {
  addTeamPersonAction,
  rehearseAddTeamPersonAction,
  removeTeamPersonAction,
} from "@/lib/teams/actions";
import { usePreviewed } from "../../../../_components/access/use-previewed";

type Props = { teamId: string; team: string; disabledReason: string | null };

/** Puts somebody into the team, after showing what they get by it. */
export function AddPerson({ teamId, team, disabledReason }: Props) {
  const { run, pending, dialog } = usePreviewed();
  const [person, setPerson] = useState<Choice | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const add = () => {
    setProblem(null);
    if (!person) return setProblem("Choose a person first.");
    const input = { teamId, memberId: person.id };
    run({
      rehearse: () => rehearseAddTeamPersonAction(input),
      save: () => addTeamPersonAction(input),
      title: `Add ${person.label} to ${team}`,
      confirm: "Add to team",
      refused: setProblem,
      done: () => {
        setPerson(null);
        toastUndo(`${person.label} is in ${team} now`, () => removeTeamPersonAction(input));
      },
    });
  };
  return (
    <div className="grid gap-1 border-t px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-40 flex-1">
          <Combobox
            aria-label="Person to add"
            aria-describedby={problem ? "add-person-problem" : undefined}
            placeholder="Add a person"
            disabled={Boolean(disabledReason)}
            load={loadFrom(searchMembersAction)}
            value={person}
            onValueChange={setPerson}
          />
        </div>
        <Button onClick={add} pending={pending} disabledReason={disabledReason}>
          Add
        </Button>
      </div>
      {problem && (
        <p id="add-person-problem" role="alert" className="text-danger text-xs">
          {problem}
        </p>
      )}
      {dialog}
    </div>
  );
}
