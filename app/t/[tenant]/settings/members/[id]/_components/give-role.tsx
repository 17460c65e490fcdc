"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Label } from "@/components/ui/label";
import { Refusal } from "@/components/ui/refusal";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toast";
import { giveRoleAction, rehearseGiveRoleAction } from "@/lib/members/actions";
import type { Gifts } from "@/lib/members/choices";
import { usePreviewed } from "../../../../_components/access/use-previewed";

type Props = { memberId: string; gifts: Gifts; onDone: () => void };

/** Gives a role: which, until when, and whether for one team's records alone. What it changes is shown before it is saved. */
export function GiveRole({ memberId, gifts, onDone }: Props) {
  const id = useId();
  const [roleId, setRole] = useState("");
  const [teamId, setTeam] = useState("");
  const [until, setUntil] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { run, pending, dialog } = usePreviewed();
  const name = gifts.roles.find((role) => role.id === roleId)?.name ?? "";
  const give = () => {
    setProblem(null);
    if (!roleId) return setProblem("Choose a role.");
    const input = { memberId, roleId, teamId: teamId || null, until };
    run({
      rehearse: () => rehearseGiveRoleAction(input),
      save: () => giveRoleAction(input),
      title: `Give ${name}?`,
      confirm: `Give ${name}`,
      done: () => {
        toastDone(`${name} was given`);
        onDone();
      },
      refused: setProblem,
    });
  };
  return (
    <div className="grid gap-3 border-b bg-surface px-4 py-3 dark:bg-raised">
      <div className="grid gap-3 sm:grid-cols-3">
        <div className="grid gap-1">
          <Label htmlFor={`${id}-role`}>Role</Label>
          <Select
            id={`${id}-role`}
            emptyLabel="Choose"
            value={roleId}
            onChange={(event) => setRole(event.target.value)}
            options={gifts.roles.map((role) => ({ value: role.id, label: role.name }))}
          />
        </div>
        <div className="grid gap-1">
          <Label htmlFor={`${id}-team`}>For</Label>
          <Select
            id={`${id}-team`}
            emptyLabel="The whole workspace"
            value={teamId}
            onChange={(event) => setTeam(event.target.value)}
            options={gifts.teams.map((team) => ({ value: team.id, label: `Records of ${team.name}` }))}
          />
        </div>
        <div className="grid gap-1">
          <Label htmlFor={`${id}-until`}>Until the end of</Label>
          <DateInput id={`${id}-until`} value={until} onValueChange={setUntil} />
        </div>
      </div>
      <Refusal>{problem}</Refusal>
      <div className="flex gap-2">
        <Button variant="primary" pending={pending} onClick={give}>
          {name ? `Give ${name}` : "Give role"}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
      {dialog}
    </div>
  );
}
