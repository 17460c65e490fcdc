"use client";

import { useEffect, useState } from "react";
import { usePath } from "@/components/shell/use-path";
import { LinkButton } from "@/components/ui/button";
import { whyNotMeAction } from "@/lib/access/actions";
import { explainHref } from "@/lib/access/address";
import { askedAt } from "@/lib/access/paths";

/** Why this page was refused, and who can give what it asks for. Asked for here: Next keeps a refusal's page from one path to another. */
export function WhyHere() {
  const permission = askedAt(usePath())?.permission;
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    let stale = false;
    setReason(null);
    if (permission)
      void whyNotMeAction({ permission })
        .catch(() => null)
        .then((result) => !stale && setReason(result?.ok ? result.data : null));
    return () => {
      stale = true;
    };
  }, [permission]);
  return (
    <span role="status">
      {reason ?? "Somebody who manages roles in this workspace can change that."} Nothing was changed.
    </span>
  );
}

/** The way from a page that was refused to the one that explains why. */
export function WhyLink() {
  const asked = askedAt(usePath());
  return (
    asked && (
      <LinkButton variant="primary" href={explainHref(asked.permission, asked)}>
        Why?
      </LinkButton>
    )
  );
}
