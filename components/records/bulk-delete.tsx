"use client";

import { Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type Deletion, useDelete } from "./use-delete";

type Props = { deletion: Deletion; ids: string[]; clear: () => void; disabledReason: string | null };

/** Deletes the chosen rows of a list. */
export function BulkDelete({ deletion, ids, clear, disabledReason }: Props) {
  const { run, pending } = useDelete(deletion, clear);
  return (
    <Button onClick={() => run(ids)} pending={pending} disabledReason={disabledReason}>
      {!pending && <Trash2 aria-hidden />}
      Delete
    </Button>
  );
}
