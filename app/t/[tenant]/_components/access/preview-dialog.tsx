"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "@/components/form/types";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Refusal } from "@/components/ui/refusal";
import { Skeleton } from "@/components/ui/skeleton";
import { UNREACHED } from "../unreached";
import { type Preview, PreviewPanel } from "./preview";

type Props = {
  /** Tries the change without saving it; the same function for as long as it is open. Null: the dialog is closed. */
  rehearse: (() => Promise<ActionResult<Preview>>) | null;
  onClose: () => void;
  title: string;
  /** What the button says: "Save role". */
  confirm: string;
  danger?: boolean;
  /** Saves it. The dialog closes when it was saved, and shows the reason when it was refused. */
  onConfirm: () => Promise<ActionResult>;
};

type State = { preview: Preview } | { refusal: string } | null;

/** Shows who gains and who loses what before a change is saved, and saves it when that is what was meant. */
export function PreviewDialog({ rehearse, onClose, title, confirm, danger, onConfirm }: Props) {
  const [state, setState] = useState<State>(null);
  const [saving, setSaving] = useState(false);
  useEffect(() => {
    if (!rehearse) return;
    let stale = false;
    setState(null);
    void rehearse()
      .catch(() => null)
      .then((result) => {
        if (!stale) setState(outcome(result));
      });
    return () => {
      stale = true;
    };
  }, [rehearse]);
  const save = async () => {
    setSaving(true);
    const result = await onConfirm().catch(() => null);
    setSaving(false);
    if (result?.ok) onClose();
    else setState({ refusal: result?.error.message ?? UNREACHED });
  };
  return (
    <Dialog
      open={rehearse !== null}
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Back
          </Button>
          {state && "preview" in state && (
            <Button variant={danger ? "danger" : "primary"} pending={saving} onClick={save}>
              {confirm}
            </Button>
          )}
        </>
      }
    >
      {state === null && (
        <div role="status" className="grid gap-2">
          <span className="sr-only">Finding out who gains and who loses what</span>
          <Skeleton className="h-4 w-56" />
          <Skeleton className="h-16 w-full" />
        </div>
      )}
      {state && "preview" in state && <PreviewPanel preview={state.preview} />}
      {state && "refusal" in state && <Refusal>{state.refusal}</Refusal>}
    </Dialog>
  );
}

function outcome(result: ActionResult<Preview> | null): State {
  return result?.ok ? { preview: result.data } : { refusal: result?.error.message ?? UNREACHED };
}
