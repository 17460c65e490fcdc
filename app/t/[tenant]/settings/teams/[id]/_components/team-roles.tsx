"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { toastUndo } from "@/components/ui/toast";
import { DateText, RelativeTime } from "@/components/ui/values";
import { giveTeamRoleAction, rehearseTakeTeamRoleAction, takeTeamRoleAction } from "@/lib/teams/actions";
import { usePreviewed } from "../../../../_components/access/use-previewed";
import { GiveRole } from "./give-role";
import type { GivenRole } from "./types";

type Props = {
  teamId: string;
  team: string;
  roles: GivenRole[];
  choices: { id: string; name: string }[];
  disabledReason: string | null;
};

/** The roles that everybody in the team has, and everybody in the teams inside it. */
export function TeamRoles({ teamId, team, roles, choices, disabledReason }: Props) {
  const { run, pending, dialog } = usePreviewed();
  const take = ({ roleId, name }: GivenRole) => {
    const input = { teamId, roleId };
    run({
      rehearse: () => rehearseTakeTeamRoleAction(input),
      save: () => takeTeamRoleAction(input),
      title: `Take ${name} from ${team}`,
      confirm: "Take role",
      danger: true,
      done: ({ until }) =>
        toastUndo(`${team} does not give ${name} any more`, () => giveTeamRoleAction({ ...input, until })),
    });
  };
  return (
    <Card flush title="Roles of this team">
      {roles.length === 0 && (
        <p className="px-4 py-3 text-muted text-sm">
          None. A role given here is everybody's in this team, and in the teams inside it.
        </p>
      )}
      <ul className="divide-y" aria-busy={pending}>
        {roles.map((role) => (
          <li key={role.roleId} className="flex items-center gap-3 px-4 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <Link
                href={`/settings/roles/${role.roleId}`}
                className="block truncate font-medium hover:underline"
              >
                {role.name}
              </Link>
              <p className="truncate text-muted text-xs">
                {role.assignedBy ? `Given by ${role.assignedBy} ` : "Given "}
                <RelativeTime value={role.assignedAt} />
              </p>
            </div>
            <span className="shrink-0 text-muted text-xs">
              {role.expiresAt ? (
                <>
                  Until <DateText value={role.expiresAt} />
                </>
              ) : (
                "Without end"
              )}
            </span>
            <IconButton
              label={`Take ${role.name}`}
              disabledReason={disabledReason}
              onClick={() => take(role)}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <GiveRole {...{ teamId, team, choices, disabledReason }} />
      {dialog}
    </Card>
  );
}
