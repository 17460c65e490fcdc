import { BarChart } from "@/components/charts/bar-chart";
import { ChartFrame } from "@/components/charts/chart-frame";
import { dealsWhere } from "@/lib/dashboard/links";
import type { leaders } from "@/lib/dashboard/queries";
import { size, type Words } from "./words";

type Props = { leaders: ReturnType<typeof leaders>; year: number | null; home: string; words: Words };

/** Who won most. */
export async function Leaders({ leaders: query, year, home, words }: Props) {
  const best = await query;
  const [first] = best;
  const time = year === null ? "" : ` in ${year}`;
  if (!first)
    return (
      <ChartFrame title="Nobody leads yet" note={`People appear here with what they won${time}`}>
        {null}
      </ChartFrame>
    );
  return (
    <BarChart
      title={`${nameOf(first.owner)} leads with ${words.whole(first.won.value)}`}
      highlight={nameOf(first.owner)}
      note={`Value of won deals by owner${time}, in ${home}; ten people at most`}
      marks={best.map(({ owner, won }) => ({
        label: nameOf(owner),
        value: size(won.value),
        short: words.whole(won.value),
        exact: words.exact(won),
        href: dealsWhere({ owner: owner?.id ?? "none", kind: "won", closed: year }),
      }))}
    />
  );
}

const nameOf = (owner: { name: string } | null): string => owner?.name ?? "Nobody";
