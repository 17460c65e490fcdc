import type { Money } from "@/lib/format/money";

/** Deals of one currency, added up. */
export type Sum = { currency: string; count: number; valueMinor: bigint };

/** Deals added up: how many, their value in the workspace's currency, and apart from it the value in each other one. */
export type Total = { count: number; value: Money; others: Money[] };

/** Adds up sums of several currencies, never across them. An other currency that comes to nothing is left out. */
export function totalOf(sums: Iterable<Sum>, home: string): Total {
  let count = 0;
  const byCurrency = new Map([[home, 0n]]);
  for (const sum of sums) {
    count += sum.count;
    byCurrency.set(sum.currency, (byCurrency.get(sum.currency) ?? 0n) + sum.valueMinor);
  }
  const others = [...byCurrency]
    .filter(([currency, amountMinor]) => currency !== home && amountMinor !== 0n)
    .map(([currency, amountMinor]) => ({ currency, amountMinor }));
  return { count, value: { currency: home, amountMinor: byCurrency.get(home) ?? 0n }, others };
}

/** Totals in one. */
export function addTotals(totals: Total[], home: string): Total {
  const sums = totals.flatMap(({ count, value, others }) =>
    [value, ...others].map(({ currency, amountMinor }, index) => ({
      currency,
      valueMinor: amountMinor,
      count: index === 0 ? count : 0,
    })),
  );
  return totalOf(sums, home);
}

/** Groups rows in the order in which their keys first appear. */
export function groupBy<Row, Key>(rows: Row[], keyOf: (row: Row) => Key): [Key, Row[]][] {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups];
}
