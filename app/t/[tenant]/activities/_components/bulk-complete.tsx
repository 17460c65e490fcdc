"use client";

import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useComplete } from "../../_components/activities/use-complete";

type Props = { ids: string[]; clear: () => void; disabledReason: string | null };

/** Completes the chosen rows of the list. */
export function BulkComplete({ ids, clear, disabledReason }: Props) {
  const { run, pending } = useComplete(clear);
  return (
    <Button onClick={() => run(ids)} pending={pending} disabledReason={disabledReason}>
      {!pending && <Check aria-hidden />}
      Mark as done
    </Button>
  );
}
