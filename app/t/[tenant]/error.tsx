"use client";

import { PageBar } from "@/components/shell/page-bar";
import { LinkButton } from "@/components/ui/button";
import { type Failed, Failure, failureTitle } from "../_components/failure";

/** A page that failed, inside the frame of its workspace. */
export default function ErrorPage(failed: Failed) {
  const title = failureTitle(failed.error);
  return (
    <>
      <title>{title}</title>
      <PageBar title={title} />
      <Failure {...failed} more={<LinkButton href="/">Dashboard</LinkButton>} />
    </>
  );
}
