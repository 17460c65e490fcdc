"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { ActionResult } from "@/components/form/types";
import { useLeaveWarning } from "@/components/form/use-leave-warning";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { toastDone, toastError } from "@/components/ui/toast";
import type { Permission } from "@/lib/rbac/permissions";
import {
  createRoleAction,
  getRoleAction,
  rehearseUpdateRoleAction,
  updateRoleAction,
} from "@/lib/roles/actions";
import { type Above, inheritedCells, sheetOf } from "@/lib/roles/matrix";
import type { Preview } from "../../../_components/access/preview";
import { PreviewDialog } from "../../../_components/access/preview-dialog";
import { FieldRules } from "./field-rules";
import { RecordMatrix } from "./record-matrix";
import { RoleBasics } from "./role-basics";
import { SaveBar } from "./save-bar";
import { SpecialRules } from "./special-rules";
import { inputOf, type RoleValues, useRoleDraft } from "./use-role-draft";
import { WholeRights } from "./whole-rights";

type Props = {
  values: RoleValues;
  /** The roles above it, the nearest first. */
  above: readonly Above[];
  /** What the ids in conditions stand for. */
  names: Readonly<Record<string, string>>;
  /** The roles that it may inherit from. */
  parents: readonly { id: string; name: string }[];
  /** The role that is edited; without it, a new one is made. */
  editing?: { id: string; version: number };
  /** It is shown, and not to be changed. */
  fixed?: boolean;
};

const UNREACHED = "This did not reach the server. What you changed is still here: try again.";

/** A role with all that it allows. What is changed is a draft until it is saved, and who it concerns is shown before that. */
export function RoleEditor({
  values,
  above: storedAbove,
  names: storedNames,
  parents,
  editing,
  fixed = false,
}: Props) {
  const router = useRouter();
  const role = useRoleDraft(values);
  const { draft, change } = role;
  const [above, setAbove] = useState(storedAbove);
  const [names, setNames] = useState(storedNames);
  const [rehearse, setRehearse] = useState<(() => Promise<ActionResult<Preview>>) | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const asked = useRef(0);
  const release = useLeaveWarning(role.isDirty);
  const inherited = inheritedCells(above);
  const special = [...draft.special, ...above.flatMap(({ rules }) => sheetOf(rules).special)];
  const further = (permission: Permission) => special.filter((rule) => rule.permission === permission).length;

  const chooseParent = async (parentRoleId: string | null) => {
    change({ parentRoleId });
    asked.current += 1;
    const turn = asked.current;
    if (!parentRoleId) return setAbove([]);
    const result = await getRoleAction({ id: parentRoleId }).catch(() => null);
    // Another one was chosen meanwhile.
    if (turn !== asked.current) return;
    if (result?.ok) {
      setAbove([result.data, ...result.data.above]);
      setNames((before) => ({ ...before, ...result.data.names }));
    } else toastError(result?.error.message ?? "What this role allows could not be loaded. Choose it again.");
  };
  const discard = () => {
    role.discard();
    setAbove(storedAbove);
    setRefusal(null);
  };
  const problem =
    draft.name.trim() === "" ? "A name is needed." : draft.special.find((rule) => rule.problem)?.problem;
  const review = () => {
    setRefusal(problem ?? null);
    if (problem || !editing) return;
    const input = { ...inputOf(draft), ...editing };
    setRehearse(() => () => rehearseUpdateRoleAction(input));
  };
  const save = async () => {
    const result = await updateRoleAction({ ...inputOf(draft), id: "", version: 1, ...editing });
    if (result.ok) {
      release();
      role.settle();
      toastDone("The role was saved");
    }
    return result;
  };
  const create = async () => {
    setRefusal(problem ?? null);
    if (problem) return;
    setSaving(true);
    const result = await createRoleAction(inputOf(draft)).catch(() => null);
    setSaving(false);
    if (!result?.ok) return setRefusal(result ? said(result.error) : UNREACHED);
    release();
    role.settle();
    toastDone("The role was created");
    router.push(`/settings/roles/${result.data.id}`);
  };

  return (
    // Relative: what only screen readers see would stretch the page otherwise.
    <div className="relative grid min-w-0 gap-6">
      <RoleBasics draft={draft} parents={parents} fixed={fixed} onChange={change} onParent={chooseParent} />
      <Card title="What it allows">
        <div className="grid gap-4">
          <RecordMatrix {...{ inherited, further, fixed }} cells={draft.cells} onCell={role.setCell} />
          <p className="text-muted text-sm">
            Own: records that the person owns. Team: those of everybody in their teams. Never: not even when
            another role allows it.
          </p>
          <WholeRights {...{ inherited, fixed }} cells={draft.cells} onCell={role.setCell} />
        </div>
      </Card>
      <Card title={<span id="rules">Rules with conditions</span>}>
        <SpecialRules
          rules={draft.special}
          above={above}
          names={names}
          fixed={fixed}
          onAdd={role.addSpecial}
          onChange={role.setSpecial}
        />
      </Card>
      <Card title="Fields">
        <FieldRules closed={draft.closed} above={above} fixed={fixed} onClosed={role.setClosed} />
      </Card>
      {!fixed && (role.isDirty || !editing) && (
        <SaveBar message={refusal} onDiscard={role.isDirty ? discard : null}>
          {editing ? (
            <Button variant="primary" onClick={review}>
              Review and save
            </Button>
          ) : (
            <Button variant="primary" pending={saving} onClick={create}>
              Create role
            </Button>
          )}
        </SaveBar>
      )}
      <PreviewDialog
        rehearse={rehearse}
        onClose={() => setRehearse(null)}
        title={`Save “${draft.name}”?`}
        confirm="Save role"
        onConfirm={save}
      />
    </div>
  );
}

/** What was refused, with the first reason at a field. */
function said({ message, fields }: { message: string; fields?: Record<string, string[]> }): string {
  const [first] = Object.values(fields ?? {});
  return first?.[0] ?? message;
}
