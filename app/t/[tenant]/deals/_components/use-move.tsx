"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toastError, toastUndo } from "@/components/ui/toast";
import { moveDealAction } from "@/lib/deals/actions";
import { type AskedFields, missingFields, type StageField } from "@/lib/deals/stage-rules";
import type { Stage } from "@/lib/pipelines/schema";

/** Loaded when a stage asks for something: most moves need no form. */
const StageDialog = dynamic(() => import("./stage-dialog").then((module) => module.StageDialog));

export type Movable = AskedFields & {
  id: string;
  version: number;
  title: string;
  stageId: string;
  /** Null where they are hidden from the person. */
  currency: string | null;
  probability: number | null;
  hidden?: string[];
};

/**
 * Moves a deal to a stage: at once, with `show` to draw it before the server has answered, or through a dialog where the
 * stage asks for something. What the server refuses goes back by itself, with the reason.
 */
export function useMove(show: (deal: Movable, to: Stage) => void = () => {}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [asking, setAsking] = useState<{ deal: Movable; to: Stage; missing: StageField[] } | null>(null);

  const offerUndo = (deal: Movable, to: Stage, version: number) => {
    const { id, stageId, probability, actualCloseDate, lostReason } = deal;
    toastUndo(`Moved to ${to.name}`, () =>
      moveDealAction({ id, version, stageId, probability, actualCloseDate, lostReason }),
    );
  };
  const move = (deal: Movable, to: Stage) => {
    if (deal.stageId === to.id) return;
    // The close date is today's unless somebody says otherwise, but a stage that asks for it wants to be told.
    // What is hidden is not missing: the server knows.
    const missing = missingFields(to, deal).filter((field) => !deal.hidden?.includes(field));
    if (missing.length > 0) return setAsking({ deal, to, missing });
    start(async () => {
      show(deal, to);
      const result = await moveDealAction({ id: deal.id, version: deal.version, stageId: to.id }).catch(
        () => null,
      );
      if (result?.ok) return offerUndo(deal, to, result.data.version);
      toastError(result?.error.message ?? "This did not reach the server. The deal is where it was.");
      router.refresh();
    });
  };
  const dialog = asking && (
    <StageDialog
      {...asking}
      onClose={() => setAsking(null)}
      onMoved={(version) => {
        setAsking(null);
        offerUndo(asking.deal, asking.to, version);
      }}
    />
  );
  return { move, pending, dialog };
}
