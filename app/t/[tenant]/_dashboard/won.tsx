import { ChartFrame } from "@/components/charts/chart-frame";
import { ColumnChart } from "@/components/charts/column-chart";
import { LinkButton } from "@/components/ui/button";
import { addUp, closedWithin, periodsOf } from "@/lib/dashboard/closed";
import { dealsWhere } from "@/lib/dashboard/links";
import type { closedDeals } from "@/lib/dashboard/queries";
import { size, type Words } from "./words";

type Props = { closed: ReturnType<typeof closedDeals>; year: number | null; home: string; words: Words };

/** The value that was won, by quarter. */
export async function Won({ closed, year, home, words }: Props) {
  const framed = closedWithin(await closed, year);
  const periods = periodsOf(framed, home);
  const [best] = periods
    .filter(({ won }) => size(won.value) > 0)
    .sort((a, b) => size(b.won.value) - size(a.won.value));
  const { won: all } = addUp(framed, home);
  if (!best) return <NothingToDraw title={whyNothing(all.count, year, home, words)} />;
  const undated = all.count - periods.reduce((count, { won }) => count + won.count, 0);
  const length = best.name.includes("Q") ? "quarter" : "year";
  const most = `${nameOf(best.name)} was the best ${length}: ${words.whole(best.won.value)}`;
  return (
    <ColumnChart
      title={
        periods.length > 1
          ? most
          : `All of it was won in ${nameOf(best.name)}: ${words.whole(best.won.value)}`
      }
      note={`Value of won deals by the ${length} of their closing date, in ${home}${words.beside(all)}${
        undated > 0 ? `; ${words.deals(undated)} without a closing date left out` : ""
      }`}
      highlight={nameOf(best.name)}
      marks={periods.map(({ name, won }) => ({
        label: nameOf(name),
        value: size(won.value),
        short: words.short(won.value),
        exact: words.exact(won),
        href: dealsWhere({ kind: "won", closed: name }),
      }))}
    />
  );
}

/** `2017-Q2` as people say it. */
const nameOf = (period: string): string => period.replace(/^(\d{4})-(Q\d)$/, "$2 $1");

function whyNothing(count: number, year: number | null, home: string, words: Words): string {
  if (count > 0) return `${words.deals(count)} won, none with a closing date and a value in ${home}`;
  return year === null ? "Nothing is won yet" : `Nothing was won in ${year}`;
}

function NothingToDraw({ title }: { title: string }) {
  return (
    <ChartFrame title={title} note="Won deals appear here by the quarter of their closing date">
      <LinkButton href="/deals/board">Open the board</LinkButton>
    </ChartFrame>
  );
}
