"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/format-context";
import { Progress } from "@/components/ui/progress";
import { toastError } from "@/components/ui/toast";
import { formatNumber } from "@/lib/format/number";
import { runningMovesAction, stopMoveAction } from "@/lib/operators/actions";
import type { runningMoves } from "@/lib/operators/moves";
import { usePoll } from "./use-poll";
import { levelNames, stepNames } from "./words";

type Move = Awaited<ReturnType<typeof runningMoves>>[number];
type Props = { initial: Move[]; tenantId?: string };

/** Moves that run, looked at every two seconds; they go on when the page is left. */
export function RunningMoves({ initial, tenantId }: Props) {
  const router = useRouter();
  const moves = usePoll(initial, {
    load: () => runningMovesAction({ tenantId }),
    goesOn: (now) => now.length > 0,
    onEnd: () => router.refresh(),
  });
  return moves.map((move) => <RunningMove key={move.id} move={move} />);
}

function RunningMove({ move }: { move: Move }) {
  const { locale } = useFormat();
  const [stopping, start] = useTransition();
  const { rowsDone, rowsTotal } = move;
  const stop = () =>
    start(async () => {
      const result = await stopMoveAction({ id: move.id }).catch(() => null);
      if (!result?.ok) toastError(result?.error.message ?? "This did not reach the server. Try again.");
    });
  const count = rowsTotal
    ? `: ${formatNumber(rowsDone, locale)} of ${formatNumber(rowsTotal, locale)} rows`
    : "";
  return (
    <Card>
      <Progress
        label={`${move.tenant}, from ${levelNames[move.from] ?? move.from} to ${levelNames[move.to] ?? move.to}`}
        value={rowsTotal ? rowsDone / rowsTotal : undefined}
        detail={`${stepNames[move.step]?.label ?? move.step}${count}`}
      />
      <Button size="sm" className="mt-3" pending={stopping || move.isStopping} onClick={stop}>
        {stopping || move.isStopping ? "Stopping" : "Stop the move"}
      </Button>
    </Card>
  );
}
