"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { toastDone, toastError } from "@/components/ui/toast";
import { formatDate } from "@/lib/format/date";
import { restoreWorkspaceAction } from "@/lib/workspaces/actions";
import type { listDeletedWorkspaces } from "@/lib/workspaces/deleted";

type Workspace = Awaited<ReturnType<typeof listDeletedWorkspaces>>[number];

/** What the person can bring back, and until when. */
export function DeletedWorkspaces({ workspaces }: { workspaces: Workspace[] }) {
  return (
    <section aria-labelledby="deleted" className="grid gap-3">
      <h2 id="deleted" className="text-base">
        Deleted
      </h2>
      <ul className="divide-y rounded-lg border">
        {workspaces.map((workspace) => (
          <Deleted key={workspace.id} workspace={workspace} />
        ))}
      </ul>
    </section>
  );
}

function Deleted({ workspace: { id, name, until, settings } }: { workspace: Workspace }) {
  const [pending, setPending] = useState(false);
  const restore = async () => {
    setPending(true);
    const result = await restoreWorkspaceAction({ id }).catch(() => null);
    setPending(false);
    if (result?.ok) return toastDone(`${name} is back, as it was. Its people sign in again.`);
    toastError(result?.error.message ?? "This did not reach the server, and nothing was changed. Try again.");
  };
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-3 px-4 py-2">
      <Avatar name={name} square />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-muted text-xs">
          Erased for good after {formatDate(until, settings.locale, settings.zone)}
        </p>
      </div>
      <Button onClick={restore} pending={pending}>
        Restore<span className="sr-only"> {name}</span>
      </Button>
    </li>
  );
}
