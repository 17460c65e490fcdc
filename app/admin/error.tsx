"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { PageBar } from "@/components/shell/page-bar";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page of the console that failed. The log has it under the number. */
export default function ErrorPage({ error, reset }: Props) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <>
      <title>Something failed</title>
      <PageBar title="Something failed" />
      <ErrorState
        title="This page could not be shown"
        id={error.digest}
        actions={
          <Button variant="primary" onClick={again}>
            Try again
          </Button>
        }
      >
        It failed on our side, and nothing was changed. The server's log has it under this number.
      </ErrorState>
    </>
  );
}
