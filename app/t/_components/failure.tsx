"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, startTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export type Failed = { error: Error & { digest?: string }; reset: () => void };

/** What the kernel says of a workspace whose own database does not answer, or that is being moved. */
const isUnavailable = ({ digest }: Failed["error"]): boolean => digest === "UNAVAILABLE";

export const failureTitle = (error: Failed["error"]): string =>
  isUnavailable(error) ? "Not reachable right now" : "Something failed";

/** What went wrong while a page was made, and what to do. The log has it under the number. */
export function Failure({ error, reset, more }: Failed & { more?: ReactNode }) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  const actions = (
    <>
      <Button variant="primary" onClick={again}>
        Try again
      </Button>
      {more}
    </>
  );
  if (isUnavailable(error)) {
    return (
      <ErrorState title="The database of this workspace cannot be reached" actions={actions}>
        Nothing was lost, and nothing was changed. Other workspaces are not affected. Try again in a moment;
        if it stays so, tell whoever runs Tenantry here.
      </ErrorState>
    );
  }
  return (
    <ErrorState title="This page could not be shown" id={error.digest} actions={actions}>
      It failed on our side, and nothing was changed. If it happens again, tell whoever runs Tenantry here,
      with the number.
    </ErrorState>
  );
}
