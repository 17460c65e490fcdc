"use client";

import { Headset } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/format-context";
import { formatTime } from "@/lib/format/date";
import type { Context } from "@/lib/kernel";
import { leaveSupport } from "./leave";

type Props = { support: NonNullable<Context["support"]>; workspace: string; consoleUrl: string };

/** What support sees above every page of a workspace that is not theirs. */
export function SupportBanner({ support, workspace, consoleUrl }: Props) {
  const { locale, zone } = useFormat();
  const [leaving, start] = useTransition();
  const until = formatTime(support.expiresAt, locale, zone);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-info-soft px-5 py-1.5 text-info text-sm max-md:px-4">
      <Headset aria-hidden className="size-4 shrink-0" />
      <p role="status" className="min-w-0 flex-1">
        {support.mode === "read"
          ? `You look into ${workspace} as support: read only, until ${until}.`
          : `You are in ${workspace} as support, and may change it, until ${until}.`}
      </p>
      <Button size="sm" pending={leaving} onClick={() => start(() => leaveSupport(consoleUrl))}>
        Leave
      </Button>
    </div>
  );
}
