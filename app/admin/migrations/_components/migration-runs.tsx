"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/values";
import { listMigrationRunsAction } from "@/lib/operators/actions";
import type { listMigrationRuns } from "@/lib/operators/migrations";
import { usePoll } from "../../_components/use-poll";
import { migrationStates } from "../../_components/words";

type Run = Awaited<ReturnType<typeof listMigrationRuns>>[number];
type Props = { initial: Run[]; chosen: string | null };

const SHOWN = 5;

/** The last runs over all tenants, each leading to what became of its tenants. */
export function MigrationRuns({ initial, chosen }: Props) {
  const router = useRouter();
  const runs = usePoll(initial, {
    load: () => listMigrationRunsAction(undefined),
    goesOn: (now) => now.some(({ state, isStalled }) => state === "running" && !isStalled),
    onEnd: () => router.refresh(),
  });
  return (
    <ul aria-label="Runs" className="grid gap-2 border-b p-5 max-md:p-4">
      {runs.slice(0, SHOWN).map((run) => (
        <li key={run.id}>
          <Link
            href={run.id === chosen ? "/migrations" : `/migrations?f.run=${run.id}`}
            aria-current={run.id === chosen ? "true" : undefined}
            className={cn(
              "grid gap-2 rounded-lg border px-4 py-3 hover:bg-hover",
              run.id === chosen && "border-accent",
            )}
          >
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <span className="font-mono text-xs">{run.target}</span>
              <State run={run} />
              {run.failed > 0 && <Badge tone="danger">{run.failed} failed</Badge>}
              <span className="ml-auto text-muted">
                <RelativeTime value={run.createdAt} />
              </span>
            </span>
            <Progress
              label="Tenants"
              value={run.total === 0 ? 1 : run.done / run.total}
              detail={`${run.done} of ${run.total}`}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function State({ run }: { run: Run }) {
  if (run.isStalled) return <Badge tone="warn">Interrupted: run it again</Badge>;
  const { label, tone } = migrationStates[run.state] ?? { label: run.state, tone: "neutral" };
  return <Badge tone={tone}>{label}</Badge>;
}
