"use client";

import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";

/** What the page shows, all pages of it, as CSV. A plain link: one of Next's would fetch the file before anybody asks for it. */
export function ExportLink({ disabledReason }: { disabledReason: string | null }) {
  const params = useSearchParams();
  const words = (
    <>
      <Download aria-hidden /> Export
    </>
  );
  if (disabledReason) return <Button disabledReason={disabledReason}>{words}</Button>;
  return (
    <a href={`/settings/audit/export?${params}`} className={buttonStyles({})}>
      {words}
    </a>
  );
}
