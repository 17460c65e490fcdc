"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Select } from "@/components/ui/select";
import { toastUndo } from "@/components/ui/toast";
import { giveTeamRoleAction, rehearseGiveTeamRoleAction, takeTeamRoleAction } from "@/lib/teams/actions";
import { usePreviewed } from "../../../../_components/access/use-previewed";

type Props = {
  teamId: string;
  team: string;
  choices: { id: string; name: string }[];
  disabledReason: string | null;
};

/** Gives the team a role, until a day or without end, after showing who gains what. */
export function GiveRole({ teamId, team, choices, disabledReason }: Props) {
  const { run, pending, dialog } = usePreviewed();
  const [roleId, setRoleId] = useState("");
  const [until, setUntil] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const untilId = useId();
  const give = () => {
    setProblem(null);
    const role = choices.find(({ id }) => id === roleId);
    if (!role) return setProblem("Choose a role first.");
    const input = { teamId, roleId, until };
    run({
      rehearse: () => rehearseGiveTeamRoleAction(input),
      save: () => giveTeamRoleAction(input),
      title: `Give ${role.name} to ${team}`,
      confirm: "Give role",
      refused: setProblem,
      done: () => {
        setRoleId("");
        setUntil(null);
        toastUndo(`${team} gives ${role.name} now`, () => takeTeamRoleAction({ teamId, roleId }));
      },
    });
  };
  const disabled = Boolean(disabledReason);
  return (
    <div className="grid gap-1 border-t px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="Role to give"
          className="min-w-40 flex-1"
          emptyLabel="Give a role"
          options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          value={roleId}
          disabled={disabled}
          onChange={(event) => setRoleId(event.target.value)}
        />
        <label htmlFor={untilId} className="text-muted text-sm">
          until
        </label>
        <DateInput id={untilId} className="w-36" value={until} onValueChange={setUntil} disabled={disabled} />
        <Button onClick={give} pending={pending} disabledReason={disabledReason}>
          Give
        </Button>
      </div>
      <p className="text-muted text-xs">Without a day it has no end.</p>
      {problem && (
        <p role="alert" className="text-danger text-xs">
          {problem}
        </p>
      )}
      {dialog}
    </div>
  );
}
