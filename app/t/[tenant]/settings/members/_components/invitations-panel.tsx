"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toastDone, toastError } from "@/components/ui/toast";
import { DateText, RelativeTime } from "@/components/ui/values";
import { resendInvitationAction, revokeInvitationAction } from "@/lib/invitations/actions";
import type { People } from "./load-people";

type Props = { invitations: People["invitations"]; refusal: string | null };

type Result = { ok: true } | { ok: false; error: { message: string } };

/** Who is invited and has not answered; what has expired can be sent again. */
export function InvitationsPanel({ invitations, refusal }: Props) {
  const act = async (action: () => Promise<Result>, done: string) => {
    const result = await action().catch(() => null);
    if (result?.ok) toastDone(done);
    else toastError(result?.error.message ?? "This did not reach the server. Try again.");
  };
  return (
    <section aria-label="Open invitations" className="border-b px-5 py-3 max-md:px-4">
      <h2 className="text-base">
        {invitations.length === 1 ? "1 open invitation" : `${invitations.length} open invitations`}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="mt-2 max-h-56 divide-y overflow-y-auto rounded-md border" tabIndex={0}>
        {invitations.map(({ id, email, gets, sentAt, expiresAt, isExpired }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-sm">
            <span className="min-w-0 break-words font-medium">{email}</span>
            <span className="flex flex-wrap gap-1">
              {gets.map((name) => (
                <Badge key={name}>{name}</Badge>
              ))}
            </span>
            <span className="flex-1 whitespace-nowrap text-muted text-xs">
              Sent <RelativeTime value={sentAt} />
            </span>
            {isExpired ? (
              <Badge tone="warn">Expired</Badge>
            ) : (
              <span className="text-muted text-xs">
                Until <DateText value={expiresAt} />
              </span>
            )}
            <span className="flex gap-1">
              <Button
                size="sm"
                aria-label={`Send the invitation of ${email} again`}
                disabledReason={refusal}
                onClick={() => act(() => resendInvitationAction({ id }), `Sent to ${email} again`)}
              >
                Send again
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Take back the invitation of ${email}`}
                disabledReason={refusal}
                onClick={() =>
                  act(() => revokeInvitationAction({ id }), `The invitation of ${email} was taken back`)
                }
              >
                Take back
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
