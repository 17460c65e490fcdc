"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Refusal } from "@/components/ui/refusal";
import { toastDone } from "@/components/ui/toast";
import { closeReviewAction } from "@/lib/reviews/actions";
import type { Review } from "./types";

type Props = { review: Review; disabledReason: string | null };

/** Closes the review, after saying what is left undecided: it cannot be opened again. */
export function CloseReview({ review, disabledReason }: Props) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const left = review.counts.open;
  const close = async () => {
    setPending(true);
    const result = await closeReviewAction({ reviewId: review.id }).catch(() => null);
    setPending(false);
    if (!result?.ok)
      return setProblem(result?.error.message ?? "This did not reach the server. The review is still open.");
    setOpen(false);
    toastDone(`${review.name} is closed`);
  };
  return (
    <>
      <Button variant="primary" disabledReason={disabledReason} onClick={() => setOpen(true)}>
        Close review
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Close ${review.name}`}
        description={
          <p>
            {left === 0
              ? "Everything is decided. "
              : `${left === 1 ? "1 item is" : `${left} items are`} not decided: people keep what they have, and the review says that nobody decided it. `}
            What was decided is kept, and cannot be changed any more.
          </p>
        }
        footer={
          <>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              Back
            </Button>
            <Button variant="primary" pending={pending} onClick={close}>
              Close review
            </Button>
          </>
        }
      >
        {problem && <Refusal>{problem}</Refusal>}
      </Dialog>
    </>
  );
}
