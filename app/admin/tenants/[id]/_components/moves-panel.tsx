import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/values";
import type { listMoves } from "@/lib/operators/moves";
import { levelNames, stepNames } from "../../../_components/words";

type Props = { moves: Awaited<ReturnType<typeof listMoves>>; tenantId: string };

const SHOWN = 6;

/** Where the tenant was moved, newest first. */
export function MovesPanel({ moves, tenantId }: Props) {
  return (
    <Card
      flush
      title="Moves"
      actions={
        moves.total > SHOWN && (
          <Link
            href={`/moves?f.tenant=${tenantId}`}
            className="rounded-sm px-1 text-muted text-sm hover:text-ink"
          >
            All {moves.total}
          </Link>
        )
      }
    >
      {moves.rows.length === 0 && <p className="px-4 py-3 text-muted text-sm">It was never moved.</p>}
      <ul className="divide-y">
        {moves.rows.slice(0, SHOWN).map((move) => {
          const { label, tone } = stepNames[move.step] ?? { label: move.step, tone: "neutral" };
          return (
            <li key={move.id} className="flex min-h-9 flex-wrap items-center gap-3 px-4 py-1.5 text-sm">
              <span className="font-medium">
                {levelNames[move.from]} → {levelNames[move.to]}
              </span>
              <Badge tone={tone}>{label}</Badge>
              {move.cutoverMs !== null && (
                <span className="text-muted tabular-nums">writers waited {move.cutoverMs} ms</span>
              )}
              {move.error && <span className="min-w-0 truncate text-danger">{move.error}</span>}
              <span className="ml-auto text-muted">
                <RelativeTime value={move.createdAt} />
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
