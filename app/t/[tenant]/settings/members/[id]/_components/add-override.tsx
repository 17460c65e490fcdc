"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { DateInput } from "@/components/ui/date-input";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Refusal } from "@/components/ui/refusal";
import { Select } from "@/components/ui/select";
import { toastDone } from "@/components/ui/toast";
import { addOverrideAction, rehearseAddOverrideAction } from "@/lib/members/actions";
import type { Condition } from "@/lib/rbac/conditions/schema";
import { type Permission, permissions } from "@/lib/rbac/permissions";
import { recordsOf } from "@/lib/roles/matrix";
import { ConditionBuilder } from "../../../../_components/access/condition-builder";
import { usePreviewed } from "../../../../_components/access/use-previewed";

const options = permissions.map(({ name, description }) => ({
  value: name,
  label: `${description} (${name})`,
}));
const effects = [
  { value: "allow", label: "May" },
  { value: "deny", label: "May not" },
];

/** An exception for one person: what, whether they may, for which records, why and until when. */
export function AddOverride({ memberId, onDone }: { memberId: string; onDone: () => void }) {
  const id = useId();
  const [permission, setPermission] = useState<Permission>("deal:read");
  const [effect, setEffect] = useState<"allow" | "deny">("allow");
  const [priority, setPriority] = useState("100");
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState<string | null>(null);
  const [condition, setCondition] = useState<{ value: Condition | null; problem: string | null }>({
    value: null,
    problem: null,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const { run, pending, dialog } = usePreviewed();
  const resource = recordsOf(permission);
  const add = () => {
    if (condition.problem) return setProblem(condition.problem);
    if (reason.trim() === "") return setProblem("Say why: whoever reviews access reads it.");
    if (priority.trim() === "") return setProblem("Write a priority from 0 to 1000.");
    setProblem(null);
    const conditions = resource ? condition.value : null;
    const input = { memberId, permission, effect, priority: Number(priority), conditions, reason, until };
    run({
      rehearse: () => rehearseAddOverrideAction(input),
      save: () => addOverrideAction(input),
      title: "Make this exception?",
      confirm: "Make exception",
      danger: effect === "deny",
      done: () => {
        toastDone("The exception was made");
        onDone();
      },
      refused: setProblem,
    });
  };
  return (
    <div className="grid gap-3 border-b bg-surface px-4 py-3 dark:bg-raised">
      <div className="grid gap-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <div className="grid gap-1">
          <Label htmlFor={`${id}-effect`}>They</Label>
          <Select
            id={`${id}-effect`}
            value={effect}
            onChange={(event) => setEffect(event.target.value as "allow" | "deny")}
            options={effects}
          />
        </div>
        <div className="grid gap-1">
          <Label htmlFor={`${id}-permission`}>What</Label>
          <Select
            id={`${id}-permission`}
            value={permission}
            onChange={(event) => setPermission(event.target.value as Permission)}
            options={options}
          />
        </div>
      </div>
      {resource && (
        <ConditionBuilder
          key={resource}
          resource={resource}
          defaultValue={null}
          onValueChange={(value, wrong) => setCondition({ value, problem: wrong })}
        />
      )}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_8rem_10rem]">
        <div className="grid gap-1">
          <Label htmlFor={`${id}-reason`}>Reason</Label>
          <Input id={`${id}-reason`} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
        <div className="grid gap-1">
          <Label htmlFor={`${id}-priority`}>Priority</Label>
          <Input
            id={`${id}-priority`}
            inputMode="numeric"
            value={priority}
            onChange={(event) => setPriority(event.target.value)}
            className="text-right tabular-nums"
          />
        </div>
        <div className="grid gap-1">
          <Label htmlFor={`${id}-until`}>Until the end of</Label>
          <DateInput id={`${id}-until`} value={until} onValueChange={setUntil} />
        </div>
      </div>
      <p className="text-muted text-xs">
        Of several exceptions the highest priority decides; on a tie, “may not”.
      </p>
      <Refusal>{problem}</Refusal>
      <div className="flex gap-2">
        <Button variant="primary" pending={pending} onClick={add}>
          Make exception
        </Button>
        <Button variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </div>
      {dialog}
    </div>
  );
}
