"use client";

import { useTransition } from "react";
import { toastError, toastUndo } from "@/components/ui/toast";

type Outcome = { ok: true; data: { ids: string[] } } | { ok: false; error: { message: string } };
type Action = (input: { ids: string[] }) => Promise<Outcome>;

export type Deletion = {
  remove: Action;
  restore: Action;
  /** What is deleted, for the toast: `["company", "companies"]`. */
  nouns: readonly [one: string, many: string];
};

/** Deletes records and offers to undo it. `after` runs once they are gone. */
export function useDelete({ remove, restore, nouns }: Deletion, after: () => void) {
  const [pending, start] = useTransition();
  const run = (ids: string[]) =>
    start(async () => {
      const result = await remove({ ids }).catch(() => null);
      if (!result?.ok) {
        toastError(result?.error.message ?? "This did not reach the server. Nothing was deleted.");
        return;
      }
      const done = result.data.ids;
      const what =
        done.length === 1 ? `The ${nouns[0]} was deleted` : `${done.length} ${nouns[1]} were deleted`;
      toastUndo(what, () => restore({ ids: done }));
      after();
    });
  return { run, pending };
}
