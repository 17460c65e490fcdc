"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toastDone, toastError } from "@/components/ui/toast";
import { discardImportAction } from "@/lib/imports/actions";

/** Throws the draft and its file away; nothing of it was written. */
export function DiscardButton({ id }: { id: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const discard = () =>
    start(async () => {
      const result = await discardImportAction({ id }).catch(() => null);
      if (!result?.ok) return toastError(result?.error.message ?? "This did not reach the server.");
      toastDone("The draft was thrown away. Nothing was imported.");
      router.push("/import");
    });
  return (
    <Button variant="ghost" onClick={discard} pending={pending}>
      Discard
    </Button>
  );
}
