"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Refusal } from "@/components/ui/refusal";
import { acceptInvitationAction } from "@/lib/invitations/actions";

type Props = { token: string; workspace: string };

/** Accepts, and goes on into the workspace. */
export function AcceptButton({ token, workspace }: Props) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const accept = async () => {
    setPending(true);
    const result = await acceptInvitationAction({ token }).catch(() => null);
    if (result?.ok) return window.location.assign(result.data.url);
    setPending(false);
    setProblem(result?.error.message ?? "This did not reach the server. Try again.");
  };
  return (
    <div className="grid justify-items-start gap-3">
      <Refusal>{problem}</Refusal>
      <Button variant="primary" pending={pending} onClick={accept}>
        Join {workspace}
      </Button>
    </div>
  );
}
