import { Handshake } from "lucide-react";
import { Figure } from "@/components/charts/figure";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { addUp, closedWithin } from "@/lib/dashboard/closed";
import { dealsWhere } from "@/lib/dashboard/links";
import type { closedDeals, dealStages, idleDeals } from "@/lib/dashboard/queries";
import type { Words } from "./words";

type Props = {
  closed: ReturnType<typeof closedDeals>;
  stages: ReturnType<typeof dealStages>;
  idle: ReturnType<typeof idleDeals>;
  year: number | null;
  home: string;
  words: Words;
};

/** The four numbers on top. What was won and lost is of the chosen time; what is open is so now. */
export async function Figures({ year, home, words, ...queries }: Props) {
  const [closed, stages, idle] = await Promise.all([queries.closed, queries.stages, queries.idle]);
  const { won, lost } = addUp(closedWithin(closed, year), home);
  const decided = won.count + lost.count;
  if (stages.every(({ total }) => total.count === 0)) return <NoDeals />;
  const open = stages.filter(({ kind }) => kind === "open");
  const valued = open.reduce((count, stage) => count + stage.valued, 0);
  return (
    <>
      <Figure
        label="Won value"
        value={words.whole(won.value)}
        note={`in ${words.deals(won.count)}${words.apart(won)}`}
        href={dealsWhere({ kind: "won", closed: year })}
      />
      <Figure
        label="Win rate"
        value={decided > 0 ? words.percent(won.count / decided) : "—"}
        note={`${words.number(won.count)} won of ${words.number(decided)} closed`}
        href={dealsWhere({ kind: "won,lost", closed: year })}
      />
      <Figure
        label="Open deals"
        value={words.number(idle.open)}
        note={valued > 0 ? `${words.number(valued)} of them with a value` : "none has a value yet"}
        href={dealsWhere({ kind: "open" })}
      />
      <Figure
        label="Open deals without activity"
        value={words.number(idle.idle)}
        note={`of ${words.number(idle.open)} open deals`}
        href={dealsWhere({ kind: "open", activity: "none" })}
      />
    </>
  );
}

function NoDeals() {
  return (
    <Card className="col-span-full">
      <EmptyState
        icon={Handshake}
        title="The first deal is missing"
        actions={
          <>
            <LinkButton variant="primary" href="/deals/new">
              Add a deal
            </LinkButton>
            <LinkButton href="/import">Import a file</LinkButton>
          </>
        }
      >
        What your workspace wins, and what it is working on, is added up here.
      </EmptyState>
    </Card>
  );
}
