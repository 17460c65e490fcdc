"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { Card } from "@/components/ui/card";
import { toastDone } from "@/components/ui/toast";

type Props = { isBusy: boolean; refusal: string | null };

/** All of the workspace as one file. A plain link: the browser saves it, and shows how far it is. */
export function ExportCard({ isBusy, refusal }: Props) {
  const words = (
    <>
      <Download aria-hidden /> Export everything
    </>
  );
  return (
    <Card title="Take everything with you">
      <p className="mb-3 text-sm">
        One archive with every row of this workspace: as CSV for people, as JSON for programs, with a manifest
        and hashes that show that nothing is missing. Another Tenantry can import it. Passwords are not in it.
      </p>
      {isBusy && (
        <p role="alert" className="mb-3 rounded-md border border-warn bg-warn-soft px-3 py-2 text-sm">
          Another export runs, so this one was not begun. Try again when it is done.
        </p>
      )}
      {refusal ? (
        <Button disabledReason={refusal}>{words}</Button>
      ) : (
        <a
          href="/settings/workspace/export"
          className={buttonStyles({})}
          onClick={() => toastDone("Your browser saves the archive. You can go on working meanwhile.")}
        >
          {words}
        </a>
      )}
    </Card>
  );
}
