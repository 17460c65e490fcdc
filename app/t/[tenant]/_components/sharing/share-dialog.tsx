"use client";

import { useCallback, useEffect, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Refusal } from "@/components/ui/refusal";
import { Skeleton } from "@/components/ui/skeleton";
import { resources } from "@/lib/rbac/resources";
import type { SharedResource } from "@/lib/sharing/names";
import { UNREACHED } from "../unreached";
import { AudienceList } from "./audience-list";
import { ShareForm } from "./share-form";
import { ShareList } from "./share-list";
import { type Share, sharingOf } from "./verbs";

type Props = {
  resource: SharedResource;
  id: string;
  name: string;
  explains: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

type State = { shares: Share[] } | { refusal: string } | null;

/** Everything about who has access to one record. What it shows is asked for anew after each change. */
export function ShareDialog({ resource, id, name, explains, open, onOpenChange }: Props) {
  const [state, setState] = useState<State>(null);
  // Counts the changes: what depends on them asks again.
  const [changes, setChanges] = useState(0);
  const load = useCallback(async () => {
    const result = await sharingOf[resource].list({ id }).catch(() => null);
    setState(result?.ok ? { shares: result.data } : { refusal: result?.error.message ?? UNREACHED });
  }, [resource, id]);
  useEffect(() => {
    if (open) void load();
  }, [open, load]);
  const changed = async () => {
    await load();
    setChanges((count) => count + 1);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Share ${name}`}
      description={`Give others access to this ${resources[resource].one} alone. What they may do elsewhere stays as it is.`}
      className="max-w-150"
    >
      <div className="grid gap-5 pb-3">
        {state === null && (
          <div role="status" className="grid gap-2">
            <span className="sr-only">Loading who has access</span>
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-14 w-full" />
          </div>
        )}
        {state && "refusal" in state && <Refusal>{state.refusal}</Refusal>}
        {state && "shares" in state && (
          <>
            <ShareForm resource={resource} id={id} onShared={changed} />
            <ShareList resource={resource} id={id} shares={state.shares} onChanged={changed} />
            <AudienceList key={changes} resource={resource} id={id} explains={explains} />
          </>
        )}
      </div>
    </Dialog>
  );
}
