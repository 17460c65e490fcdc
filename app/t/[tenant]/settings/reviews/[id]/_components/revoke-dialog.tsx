"use client";

import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { Refusal } from "@/components/ui/refusal";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { toastDone } from "@/components/ui/toast";
import { rehearseRevokeItemAction, revokeItemAction } from "@/lib/reviews/actions";
import { type Preview, PreviewPanel } from "../../../../_components/access/preview";
import type { Item } from "./types";

type Props = { reviewId: string; item: Item; onClose: () => void };

const UNREACHED = "This did not reach the server, and nothing was revoked. Try again.";

/** Shows who loses what before something is revoked: it ends at once, and is given back only by who may give it. */
export function RevokeDialog({ reviewId, item, onClose }: Props) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [pending, setPending] = useState(false);
  const noteId = useId();
  const { id, snapshot } = item;
  useEffect(() => {
    void rehearseRevokeItemAction({ reviewId, id })
      .catch(() => null)
      .then((result) => {
        if (result?.ok) setPreview(result.data);
        else setProblem(result?.error.message ?? UNREACHED);
      });
  }, [reviewId, id]);
  const revoke = async () => {
    setPending(true);
    const result = await revokeItemAction({ reviewId, id, note }).catch(() => null);
    setPending(false);
    if (!result?.ok) return setProblem(result?.error.message ?? UNREACHED);
    toastDone(`Revoked: ${snapshot.what}, ${snapshot.to.name}`);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke ${snapshot.what}`}
      description={`${snapshot.to.name} loses it at once.`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Back
          </Button>
          {preview && !problem && (
            <Button variant="danger" pending={pending} onClick={revoke}>
              Revoke
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-4">
        {!preview && !problem && (
          <div role="status" className="grid gap-2">
            <span className="sr-only">Finding out who loses what</span>
            <Skeleton className="h-16 w-full" />
          </div>
        )}
        {preview && <PreviewPanel preview={preview} />}
        {problem ? (
          <Refusal>{problem}</Refusal>
        ) : (
          <div className="grid gap-1">
            <Label htmlFor={noteId}>Note for the review</Label>
            <Textarea id={noteId} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
