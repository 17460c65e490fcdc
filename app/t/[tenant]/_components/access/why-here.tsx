"use client";

import { usePath } from "@/components/shell/use-path";
import { LinkButton } from "@/components/ui/button";
import { explainHref } from "@/lib/access/address";
import { askedAt } from "@/lib/access/paths";

/** The way from a page that was refused to the one that says why, and who can change it. */
export function WhyHere() {
  const asked = askedAt(usePath());
  return (
    asked && (
      <LinkButton variant="primary" href={explainHref(asked.permission, asked)}>
        Why, and who can change it
      </LinkButton>
    )
  );
}
