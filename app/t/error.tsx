"use client";

import { type Failed, Failure, failureTitle } from "./_components/failure";

/** When not even the frame of a workspace could be made. */
export default function WorkspaceErrorPage(failed: Failed) {
  return (
    <main className="grid min-h-dvh content-center">
      <title>{failureTitle(failed.error)}</title>
      <Failure {...failed} />
    </main>
  );
}
