"use client";

import { Undo2 } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useFormat } from "@/components/ui/format-context";
import { toastDone, toastError } from "@/components/ui/toast";
import { formatNumber } from "@/lib/format/number";
import { revertImportAction } from "@/lib/imports/actions";

type Props = { id: string; counts: Record<string, number>; refusal: string | null };

/** Takes the import back after saying what that means; it cannot be undone in turn, only imported again. */
export function RevertButton({ id, counts, refusal }: Props) {
  const { locale } = useFormat();
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const made = (counts.created ?? 0) + (counts.related ?? 0);
  const changed = counts.updated ?? 0;
  const nothing = made + changed === 0 ? "This import wrote nothing: there is nothing to take back." : null;
  const revert = () =>
    start(async () => {
      const result = await revertImportAction({ id }).catch(() => null);
      setOpen(false);
      if (!result?.ok)
        return toastError(result?.error.message ?? "This did not reach the server. Nothing was changed.");
      const { reverted, kept } = result.data;
      toastDone(
        `${formatNumber(reverted, locale)} taken back${kept ? `, ${formatNumber(kept, locale)} kept` : ""}`,
      );
    });
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)} disabledReason={refusal ?? nothing}>
        <Undo2 aria-hidden />
        Revert
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Revert this import?"
        description={
          <>
            {formatNumber(made, locale)} records that it made are deleted, {formatNumber(changed, locale)}{" "}
            that it changed get their former values. What was edited since, or is used by other records,
            stays, and you see which.
          </>
        }
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button variant="danger" onClick={revert} pending={pending}>
              Revert the import
            </Button>
          </>
        }
      />
    </>
  );
}
