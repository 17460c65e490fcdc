"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { toastDone } from "@/components/ui/toast";
import { DateText } from "@/components/ui/values";
import { rehearseRevokeRoleAction, revokeRoleAction } from "@/lib/members/actions";
import type { Gifts } from "@/lib/members/choices";
import type { MemberPage } from "@/lib/members/get";
import { usePreviewed } from "../../../../_components/access/use-previewed";
import { GiveRole } from "./give-role";

type Props = { memberId: string; roles: MemberPage["roles"]; gifts: Gifts; refusal: string | null };

/** The roles that somebody has by themselves, with who gave them and until when; more can be given, and each taken away. */
export function RolesCard({ memberId, roles, gifts, refusal }: Props) {
  const [giving, setGiving] = useState(false);
  const { run, pending, dialog } = usePreviewed();
  const revoke = (id: string, name: string) =>
    run({
      rehearse: () => rehearseRevokeRoleAction({ id }),
      save: () => revokeRoleAction({ id }),
      title: `Take ${name} away?`,
      confirm: "Take away",
      danger: true,
      done: () => toastDone(`${name} was taken away`),
    });
  return (
    <Card
      title="Roles"
      flush
      actions={
        <Button size="sm" disabledReason={refusal} onClick={() => setGiving((open) => !open)}>
          Give a role
        </Button>
      }
    >
      {giving && <GiveRole memberId={memberId} gifts={gifts} onDone={() => setGiving(false)} />}
      {roles.length === 0 && (
        <p className="px-4 py-3 text-muted text-sm">
          No role of their own: they can do what their teams may.
        </p>
      )}
      <ul className="divide-y">
        {roles.map((role) => (
          <li key={role.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <Link href={`/settings/roles/${role.roleId}`} className="font-medium hover:underline">
                {role.name}
              </Link>
              {role.team && <span> for {role.team} and the teams below it</span>}
              <span className="block text-muted text-xs">
                {role.by ? `Given by ${role.by}` : "Given"} on <DateText value={role.assignedAt} />
                {role.expiresAt && (
                  <>
                    , until <DateText value={role.expiresAt} />
                  </>
                )}
              </span>
            </div>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Take ${role.name} away`}
              disabledReason={refusal}
              pending={pending}
              onClick={() => revoke(role.id, role.name)}
            >
              Take away
            </Button>
          </li>
        ))}
      </ul>
      {dialog}
    </Card>
  );
}
