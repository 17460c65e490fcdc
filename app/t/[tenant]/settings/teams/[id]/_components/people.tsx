"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { toastError, toastUndo } from "@/components/ui/toast";
import {
  addTeamPersonAction,
  rehearseRemoveTeamPersonAction,
  removeTeamPersonAction,
  setTeamLeadAction,
} from "@/lib/teams/actions";
import { usePreviewed } from "../../../../_components/access/use-previewed";
import { AddPerson } from "./add-person";
import type { TeamPerson } from "./types";

type Props = { teamId: string; team: string; people: TeamPerson[]; disabledReason: string | null };

const parts = [
  { value: "member", label: "Member" },
  { value: "lead", label: "Lead" },
];

/** Who is in the team, those who lead it first. */
export function People({ teamId, team, people, disabledReason }: Props) {
  const { run, pending, dialog } = usePreviewed();
  const remove = ({ memberId, name }: TeamPerson) => {
    const input = { teamId, memberId };
    run({
      rehearse: () => rehearseRemoveTeamPersonAction(input),
      save: () => removeTeamPersonAction(input),
      title: `Take ${name} out of ${team}`,
      confirm: "Take out",
      done: (was) => toastUndo(`${name} was taken out of ${team}`, () => addTeamPersonAction(was)),
    });
  };
  return (
    <Card flush title="People" actions={<span className="text-muted text-sm">{people.length || ""}</span>}>
      {people.length === 0 && (
        <p className="px-4 py-3 text-muted text-sm">Nobody yet. Add those who work together.</p>
      )}
      <ul className="divide-y" aria-busy={pending}>
        {people.map((person) => (
          <Row
            key={person.memberId}
            {...{ teamId, person, disabledReason }}
            onRemove={() => remove(person)}
          />
        ))}
      </ul>
      <AddPerson teamId={teamId} team={team} disabledReason={disabledReason} />
      {dialog}
    </Card>
  );
}

type RowProps = { teamId: string; person: TeamPerson; disabledReason: string | null; onRemove: () => void };

function Row({
  teamId,
  person: { memberId, name, title, role, status },
  disabledReason,
  onRemove,
}: RowProps) {
  const [pending, start] = useTransition();
  const change = (next: "lead" | "member") =>
    start(async () => {
      const result = await setTeamLeadAction({ teamId, memberId, role: next }).catch(() => null);
      if (result?.ok) return;
      toastError(result?.error.message ?? "This did not reach the server. Nothing was changed.");
    });
  return (
    <li className="flex items-center gap-3 px-4 py-2 text-sm" aria-busy={pending}>
      <Avatar name={name} size="md" />
      <div className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <Link href={`/settings/members/${memberId}`} className="truncate font-medium hover:underline">
            {name}
          </Link>
          {status === "suspended" && <Badge tone="warn">Suspended</Badge>}
        </span>
        <p className="truncate text-muted text-xs">{title}</p>
      </div>
      <Select
        aria-label={`Part of ${name}`}
        className="w-28 shrink-0"
        options={parts}
        value={role}
        disabled={Boolean(disabledReason) || pending}
        title={disabledReason ?? undefined}
        onChange={(event) => change(event.target.value as "lead" | "member")}
      />
      <IconButton label={`Take ${name} out`} disabledReason={disabledReason} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
