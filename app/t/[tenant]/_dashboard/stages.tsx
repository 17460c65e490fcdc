import { StageChart } from "@/components/charts/stage-chart";
import { dealsWhere } from "@/lib/dashboard/links";
import type { dealStages } from "@/lib/dashboard/queries";
import { addTotals, type Total } from "@/lib/dashboard/totals";
import type { Words } from "./words";

type Stage = Awaited<ReturnType<typeof dealStages>>[number];
type Props = { stages: ReturnType<typeof dealStages>; home: string; words: Words };

/** All deals by the stage that they are in now. Bars count deals, since not every deal has a value yet. */
export async function Stages({ stages: query, home, words }: Props) {
  const stages = await query;
  const several = new Set(stages.map(({ pipeline }) => pipeline)).size > 1;
  const open = stages.filter(({ kind }) => kind === "open");
  const add = (some: Stage[]) =>
    addTotals(
      some.map(({ total }) => total),
      home,
    );
  return (
    <StageChart
      title={finding(open, add(open), home, words)}
      note={`All deals now, in ${home}${words.beside(add(stages))}. A bar counts them; its full part is how many are likely to be won`}
      heads={["Deals", "Value", "Weighted"]}
      marks={stages.map(({ id, name, pipeline, total, weighted, likely, valued }) => ({
        label: several ? `${pipeline}: ${name}` : name,
        value: total.count,
        part: likely,
        count: words.number(total.count),
        short: valued > 0 ? words.whole(total.value) : "—",
        partShort: valued > 0 ? words.whole(weighted.value) : "—",
        exact: `${words.exact(total)}; weighted ${words.money(weighted)}`,
        href: dealsWhere({ stage: id }),
      }))}
    />
  );
}

function finding(open: Stage[], { count, value }: Total, home: string, words: Words): string {
  if (count === 0) return "No deal is open";
  if (value.amountMinor > 0n) {
    const likely = addTotals(
      open.map(({ weighted }) => weighted),
      home,
    );
    return `${words.whole(value)} is open, ${words.whole(likely.value)} of it likely`;
  }
  const fullest = open.reduce((most, stage) => (stage.total.count > most.total.count ? stage : most));
  return `${words.deals(count)} ${count === 1 ? "is" : "are"} open, ${words.number(fullest.total.count)} of them in ${fullest.name}`;
}
