"use client";

import { type ReactNode, useState, useTransition } from "react";
import type { ActionResult } from "@/components/form/types";
import { toastError } from "@/components/ui/toast";
import { UNREACHED } from "../unreached";
import type { Preview } from "./preview";
import { PreviewDialog } from "./preview-dialog";

type Previewed<Data> = {
  rehearse: () => Promise<ActionResult<Preview>>;
  save: () => Promise<ActionResult<Data>>;
  /** The dialog's title, and what its button says. */
  title: string;
  confirm: string;
  danger?: boolean;
  /** Runs once it is saved. */
  done: (data: Data) => void;
  /** Gets the reason when it is refused; a toast tells it otherwise. */
  refused?: (message: string) => void;
};

type Asked = Pick<Previewed<unknown>, "title" | "confirm" | "danger" | "rehearse"> & {
  save: () => Promise<ActionResult>;
};

/**
 * Saves a change of access: at once when nobody gains or loses anything by it, and otherwise after a dialog that shows who does.
 * Render `dialog` somewhere.
 */
export function usePreviewed(): {
  run: <Data>(change: Previewed<Data>) => void;
  pending: boolean;
  dialog: ReactNode;
} {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [pending, start] = useTransition();
  const run = <Data,>({ rehearse, save, done, refused = toastError, ...words }: Previewed<Data>) =>
    start(async () => {
      const tried = await rehearse().catch(() => null);
      if (!tried?.ok) return refused(tried?.error.message ?? UNREACHED);
      const saved = async () => {
        const result = await save();
        if (result.ok) done(result.data);
        return result;
      };
      if (tried.data.members.length + tried.data.more > 0)
        return setAsked({ ...words, save: saved, rehearse: async () => tried });
      const result = await saved().catch(() => null);
      if (!result?.ok) refused(result?.error.message ?? UNREACHED);
    });
  const dialog = (
    <PreviewDialog
      rehearse={asked?.rehearse ?? null}
      onClose={() => setAsked(null)}
      title={asked?.title ?? ""}
      confirm={asked?.confirm ?? ""}
      danger={asked?.danger}
      onConfirm={async () =>
        asked ? asked.save() : { ok: false, error: { code: "invalid", message: UNREACHED } }
      }
    />
  );
  return { run, pending, dialog };
}
