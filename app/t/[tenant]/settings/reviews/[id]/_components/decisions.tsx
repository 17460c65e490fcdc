"use client";

import { Check, RotateCcw } from "lucide-react";
import { createContext, type ReactNode, use, useMemo, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { toastDone, toastError, toastUndo } from "@/components/ui/toast";
import { keepItemsAction, reopenItemsAction } from "@/lib/reviews/actions";
import { RevokeDialog } from "./revoke-dialog";
import type { Item } from "./types";

type Deciding = { reviewId: string; disabledReason: string | null; onRevoke: (item: Item) => void };

const Context = createContext<Deciding | null>(null);

function useDeciding(): Deciding {
  const deciding = use(Context);
  if (!deciding) throw new Error("A decision stands inside <DecisionsProvider>.");
  return deciding;
}

type ProviderProps = { reviewId: string; disabledReason: string | null; children: ReactNode };

/** One dialog for all rows: a long list draws each row with two buttons and no more. */
export function DecisionsProvider({ reviewId, disabledReason, children }: ProviderProps) {
  const [revoking, setRevoking] = useState<Item | null>(null);
  const value = useMemo(
    () => ({ reviewId, disabledReason, onRevoke: setRevoking }),
    [reviewId, disabledReason],
  );
  return (
    <Context value={value}>
      {children}
      {revoking && <RevokeDialog reviewId={reviewId} item={revoking} onClose={() => setRevoking(null)} />}
    </Context>
  );
}

const UNREACHED = "This did not reach the server. Nothing was decided.";

function useKeep(reviewId: string) {
  const [pending, start] = useTransition();
  const keep = (ids: string[], after: () => void = () => {}) =>
    start(async () => {
      const result = await keepItemsAction({ reviewId, ids }).catch(() => null);
      if (!result?.ok) return toastError(result?.error.message ?? UNREACHED);
      const kept = result.data.ids;
      toastUndo(kept.length === 1 ? "Kept" : `${kept.length} kept`, () =>
        reopenItemsAction({ reviewId, ids: kept }),
      );
      after();
    });
  return { keep, pending };
}

/** Keep or revoke, for one row; or what was decided, which can be taken back when it was kept. */
export function Decide({ item, settled }: { item: Item; settled: ReactNode }) {
  const { reviewId, disabledReason, onRevoke } = useDeciding();
  const { keep, pending } = useKeep(reviewId);
  const [reopening, start] = useTransition();
  const { id, decision, snapshot } = item;
  const name = `${snapshot.what}, ${snapshot.to.name}`;
  if (disabledReason || decision === "revoke" || decision === "gone") return settled;
  if (decision === "keep") {
    const reopen = () =>
      start(async () => {
        const result = await reopenItemsAction({ reviewId, ids: [id] }).catch(() => null);
        if (result?.ok) toastDone("Not decided any more");
        else toastError(result?.error.message ?? UNREACHED);
      });
    return (
      <span className="inline-flex items-center gap-1">
        {settled}
        <IconButton size="icon-sm" label={`Decide anew: ${name}`} pending={reopening} onClick={reopen}>
          {!reopening && <RotateCcw aria-hidden />}
        </IconButton>
      </span>
    );
  }
  return (
    <span className="inline-flex gap-1 max-md:gap-0">
      <Button
        size="sm"
        className="max-md:px-1 max-md:text-xs"
        pending={pending}
        onClick={() => keep([id])}
        aria-label={`Keep: ${name}`}
      >
        Keep
      </Button>
      <Button
        size="sm"
        variant="ghost"
        className="max-md:px-1 max-md:text-xs"
        onClick={() => onRevoke(item)}
        aria-label={`Revoke: ${name}`}
      >
        Revoke
      </Button>
    </span>
  );
}

/** Keeps the chosen rows. */
export function BulkKeep({ reviewId, ids, clear }: { reviewId: string; ids: string[]; clear: () => void }) {
  const { keep, pending } = useKeep(reviewId);
  return (
    <Button onClick={() => keep(ids, clear)} pending={pending}>
      {!pending && <Check aria-hidden />}
      Keep
    </Button>
  );
}
