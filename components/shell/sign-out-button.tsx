"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toastError } from "@/components/ui/toast";

type Props = {
  signOut: () => Promise<{ ok: boolean }>;
  variant?: "primary" | "secondary" | "ghost";
  /** A path of this host. */
  to?: string;
};

/** Signs out of this host, and leaves by a full load, so that nothing stays in the browser. */
export function SignOutButton({ signOut, variant, to = "/sign-in" }: Props) {
  const [pending, setPending] = useState(false);
  const leave = async () => {
    setPending(true);
    const result = await signOut().catch(() => ({ ok: false }));
    if (result.ok) return window.location.assign(to);
    setPending(false);
    toastError("This did not reach the server: you are still signed in. Try again.");
  };
  return (
    <Button variant={variant} pending={pending} onClick={leave}>
      Sign out
    </Button>
  );
}
