"use client";

import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useComplete } from "./use-complete";

type Props = { id: string; subject: string; refusal: string | null };

/** Completes one activity. */
export function DoneButton({ id, subject, refusal }: Props) {
  const { run, pending } = useComplete();
  return (
    <Button
      size="sm"
      pending={pending}
      disabledReason={refusal}
      aria-label={`Done: ${subject}`}
      onClick={() => run([id])}
    >
      {!pending && <Check aria-hidden />}
      Done
    </Button>
  );
}
