"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { toastDone } from "@/components/ui/toast";
import { DateText } from "@/components/ui/values";
import { rehearseRemoveOverrideAction, removeOverrideAction } from "@/lib/members/actions";
import type { MemberPage } from "@/lib/members/get";
import { permissions } from "@/lib/rbac/permissions";
import { usePreviewed } from "../../../../_components/access/use-previewed";
import { AddOverride } from "./add-override";

type Props = { memberId: string; overrides: NonNullable<MemberPage["overrides"]>; refusal: string | null };

const describePermission = (name: string): string =>
  permissions.find((permission) => permission.name === name)?.description ?? name;

/** What is decided for this one person, before all roles, teams and shared records. */
export function OverridesCard({ memberId, overrides, refusal }: Props) {
  const [adding, setAdding] = useState(false);
  const { run, pending, dialog } = usePreviewed();
  const remove = (id: string) =>
    run({
      rehearse: () => rehearseRemoveOverrideAction({ id }),
      save: () => removeOverrideAction({ id }),
      title: "Take this exception back?",
      confirm: "Take back",
      danger: true,
      done: () => toastDone("The exception was taken back"),
    });
  return (
    <Card
      title="Exceptions"
      flush
      actions={
        <Button size="sm" disabledReason={refusal} onClick={() => setAdding((open) => !open)}>
          Add an exception
        </Button>
      }
    >
      {adding && <AddOverride memberId={memberId} onDone={() => setAdding(false)} />}
      {overrides.length === 0 && (
        <p className="px-4 py-3 text-muted text-sm">None: roles, teams and shared records decide.</p>
      )}
      <ul className="divide-y">
        {overrides.map((override) => (
          <li key={override.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={override.effect === "deny" ? "danger" : "accent"}>
                  {override.effect === "deny" ? "May not" : "May"}
                </Badge>
                <span className="font-medium">{describePermission(override.permission)}</span>
                {override.condition && <span className="text-muted">if {override.condition}</span>}
              </span>
              <span className="block text-muted text-xs">
                {override.reason} · Priority {override.priority} · {override.by ? `${override.by}, ` : ""}
                <DateText value={override.createdAt} />
                {override.expiresAt && (
                  <>
                    , until <DateText value={override.expiresAt} />
                  </>
                )}
              </span>
            </div>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Take back: ${describePermission(override.permission)}`}
              disabledReason={refusal}
              pending={pending}
              onClick={() => remove(override.id)}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
      {dialog}
    </Card>
  );
}
