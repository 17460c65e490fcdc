"use client";

import { Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { SharedResource } from "@/lib/sharing/names";

/** Loaded when it is first opened: most who read a record do not share it. */
const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog), {
  ssr: false,
});

type Props = {
  resource: SharedResource;
  id: string;
  /** What the record is called. */
  name: string;
  /** Why this person cannot share it, and who can. */
  disabledReason: string | null;
  /** They may ask about everybody's access: names lead to the page that explains it. */
  explains: boolean;
};

/** Opens what a record is shared with: who has been given access, who else can see it, and giving it to more. */
export function ShareButton({ disabledReason, ...record }: Props) {
  const [state, setState] = useState<"unopened" | "open" | "closed">("unopened");
  useEffect(() => {
    // An explanation leads here, to where what it names can be changed.
    if (!disabledReason && window.location.hash === "#share") setState("open");
  }, [disabledReason]);
  return (
    <>
      <Button onClick={() => setState("open")} disabledReason={disabledReason} aria-haspopup="dialog">
        <Share2 aria-hidden />
        <span className="max-sm:sr-only">Share</span>
      </Button>
      {state !== "unopened" && (
        <ShareDialog
          {...record}
          open={state === "open"}
          onOpenChange={(open) => setState(open ? "open" : "closed")}
        />
      )}
    </>
  );
}
