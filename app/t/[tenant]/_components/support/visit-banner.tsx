"use client";

import { Headset } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/format-context";
import { toastDone, toastError } from "@/components/ui/toast";
import { formatTime } from "@/lib/format/date";
import { endVisitAction } from "@/lib/support/actions";
import { useVisits, type Visit } from "./use-visits";

type Props = { initial: Visit[]; canEnd: boolean };

/** Above every page of a workspace, for its people: who of the platform's support is inside, why, and until when. */
export function VisitBanner({ initial, canEnd }: Props) {
  const [visits, drop] = useVisits(initial);
  return visits.map((visit) => (
    <Visiting key={visit.id} visit={visit} canEnd={canEnd} onEnd={() => drop(visit.id)} />
  ));
}

function Visiting({ visit, canEnd, onEnd }: { visit: Visit; canEnd: boolean; onEnd: () => void }) {
  const { locale, zone } = useFormat();
  const [ending, setEnding] = useState(false);
  const does =
    visit.mode === "write" ? "may look into this workspace and change it" : "looks into this workspace";
  const end = async () => {
    setEnding(true);
    const result = await endVisitAction({ id: visit.id }).catch(() => null);
    setEnding(false);
    // Over already is what was wanted.
    if (!result?.ok && result?.error.code !== "not_found") {
      return toastError(
        result?.error.message ?? "This did not reach the server: support is still inside. Try again.",
      );
    }
    onEnd();
    toastDone(`${visit.operator} is out`);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-info-soft px-5 py-1.5 text-info text-sm max-md:px-4">
      <Headset aria-hidden className="size-4 shrink-0" />
      <p role="status" className="min-w-0 flex-1">
        {`${visit.operator} of Tenantry support ${does} until ${formatTime(visit.expiresAt, locale, zone)} (${visit.reason}).`}
      </p>
      {canEnd && (
        <Button size="sm" pending={ending} onClick={end}>
          End now
        </Button>
      )}
    </div>
  );
}
