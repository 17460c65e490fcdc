"use client";

import Link from "next/link";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { explainHref } from "@/lib/access/address";
import { actionsInWords } from "@/lib/sharing/names";
import { UNREACHED } from "../unreached";
import { type Audience, type Shared, sharingOf } from "./verbs";

type State = { audience: Audience } | { refusal: string } | null;

/** Everybody who can see the record, by whichever way, and what lets them. Asked for when it is opened. */
export function AudienceList({ resource, id, explains }: Shared & { explains: boolean }) {
  const [state, setState] = useState<State>(null);
  const load = async () => {
    const result = await sharingOf[resource].audience({ id }).catch(() => null);
    setState(result?.ok ? { audience: result.data } : { refusal: result?.error.message ?? UNREACHED });
  };
  return (
    <details onToggle={(event) => event.currentTarget.open && state === null && void load()}>
      <summary className="cursor-pointer rounded-sm py-1 font-semibold text-base">
        Everyone who can see this, and why
      </summary>
      {state === null && <Skeleton className="mt-2 h-20 w-full" />}
      {state && "refusal" in state && (
        <p role="alert" className="mt-2 text-danger text-sm">
          {state.refusal}
        </p>
      )}
      {state && "audience" in state && (
        <People
          {...state.audience}
          href={(memberId) => (explains ? explainHref(`${resource}:read`, { memberId, recordId: id }) : null)}
        />
      )}
    </details>
  );
}

function People({ people, total, href }: Audience & { href: (member: string) => string | null }) {
  return (
    <div className="mt-1 grid gap-2 text-sm">
      <p role="status" className="text-muted">
        {total === 1 ? "1 person of this workspace." : `${total} people of this workspace.`}
        {total > people.length && ` The first ${people.length} by name are shown.`}
      </p>
      <ul className="divide-y rounded-md border">
        {people.map(({ id, name, actions, why }) => {
          const to = href(id);
          return (
            <li key={id} className="flex items-start gap-3 px-3 py-2">
              <Avatar name={name} />
              <div className="min-w-0 flex-1">
                <p className="font-medium">
                  {to ? (
                    <Link href={to} className="hover:underline">
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                </p>
                <p className="text-muted text-xs">{why}</p>
              </div>
              <span className="shrink-0 text-muted text-xs">{actionsInWords(actions)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
