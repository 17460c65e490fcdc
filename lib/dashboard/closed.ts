import { addTotals, groupBy, type Total, totalOf } from "./totals";

/** Deals that were won and lost in a time: a quarter as `2017-Q1`, a year as `2017`, or null without a closing date. */
export type Closed = { quarter: string | null; won: Total; lost: Total };

/** The years in which deals were closed, newest first. */
export function yearsOf(closed: Closed[]): number[] {
  const years = closed.flatMap(({ quarter }) => (quarter === null ? [] : Number(quarter.slice(0, 4))));
  return [...new Set(years)].reverse();
}

/** What was closed in a year; everything, undated too, without one. */
export function closedWithin(closed: Closed[], year: number | null): Closed[] {
  return year === null ? closed : closed.filter(({ quarter }) => quarter?.startsWith(`${year}-`));
}

/** Everything that was won and lost, in one. */
export function addUp(closed: Closed[], home: string): { won: Total; lost: Total } {
  return {
    won: addTotals(
      closed.map(({ won }) => won),
      home,
    ),
    lost: addTotals(
      closed.map(({ lost }) => lost),
      home,
    ),
  };
}

export type Period = { name: string; won: Total };

const MOST_QUARTERS = 12;

/**
 * What was won over time, for a chart: every quarter from the first to the last, also one without a deal, or the years
 * when that were too many to tell apart. Deals without a closing date are in none.
 */
export function periodsOf(closed: Closed[], home: string): Period[] {
  const dated = closed.flatMap(({ quarter, won }) => (quarter === null ? [] : { name: quarter, won }));
  const [first, last] = [dated.at(0), dated.at(-1)];
  if (!first || !last) return [];
  if (ordinal(last.name) - ordinal(first.name) >= MOST_QUARTERS) {
    return groupBy(dated, ({ name }) => name.slice(0, 4)).map(([name, quarters]) => ({
      name,
      won: addTotals(
        quarters.map(({ won }) => won),
        home,
      ),
    }));
  }
  const known = new Map(dated.map((quarter) => [quarter.name, quarter]));
  return Array.from({ length: ordinal(last.name) - ordinal(first.name) + 1 }, (_, step) => {
    const name = quarterAt(ordinal(first.name) + step);
    return known.get(name) ?? { name, won: totalOf([], home) };
  });
}

/** Quarters counted from the year 0. */
const ordinal = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(-1)) - 1;
const quarterAt = (at: number): string => `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
