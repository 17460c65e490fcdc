"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Input } from "./input";

type Outcome = { ok: true } | { ok: false; error: { message: string } };

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will be gone, in numbers. */
  description: ReactNode;
  /** The name that has to be typed. */
  name: string;
  /** What the button says: "Delete the workspace". */
  action: string;
  onConfirm: () => Promise<Outcome>;
};

/** Only for what cannot be undone; everything else is done at once, with `toastUndo`. */
export function ConfirmDialog({ open, onOpenChange, title, description, name, action, onConfirm }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed !== name) return;
    setPending(true);
    const outcome = await onConfirm().catch(() => null);
    setPending(false);
    if (outcome?.ok) onOpenChange(false);
    else setError(outcome?.error.message ?? "This did not reach the server. Nothing was changed.");
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <form onSubmit={submit} className="grid gap-2">
        <label htmlFor={id} className="text-sm">
          Type <b className="font-semibold">{name}</b> to confirm
        </label>
        <Input id={id} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        {error && (
          <p role="alert" className="text-sm text-danger">
            {error}
          </p>
        )}
        <div className="flex justify-end gap-2 pt-3">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            variant="danger"
            pending={pending}
            disabledReason={typed === name ? null : `Type ${name} first`}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
