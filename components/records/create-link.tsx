"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useShortcut } from "@/components/shell/use-shortcut";
import { LinkButton } from "@/components/ui/button";

type Props = { href: string; label: string; disabledReason: string | null };

/** The one thing to do on a list: "New company", also under the key `c`. */
export function CreateLink({ href, label, disabledReason }: Props) {
  const router = useRouter();
  useShortcut("c", label, disabledReason ? null : () => router.push(href));
  return (
    <LinkButton variant="primary" href={href} disabledReason={disabledReason}>
      <Plus aria-hidden />
      <span className="max-sm:sr-only">{label}</span>
    </LinkButton>
  );
}
