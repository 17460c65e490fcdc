"use client";

import { useTransition } from "react";
import { toastError, toastUndo } from "@/components/ui/toast";
import { completeActivitiesAction, reopenActivitiesAction } from "@/lib/activities/actions";

/** Completes activities and offers to undo it; those that are done already stay as they are. */
export function useComplete(after: () => void = () => {}) {
  const [pending, start] = useTransition();
  const run = (ids: string[]) =>
    start(async () => {
      const result = await completeActivitiesAction({ ids }).catch(() => null);
      if (!result?.ok) {
        toastError(result?.error.message ?? "This did not reach the server. Nothing was changed.");
        return;
      }
      const done = result.data.ids;
      const what = done.length === 1 ? "Marked as done" : `${done.length} activities marked as done`;
      toastUndo(what, () => reopenActivitiesAction({ ids: done }));
      after();
    });
  return { run, pending };
}
