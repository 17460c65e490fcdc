/** From the first day to the last, both in it. */
export type Period = { from: string; to: string };

/** The days of a period as the address writes it: `2017`, `2017-Q1` or `2017-03`; null for anything else. */
export function parsePeriod(text: string): Period | null {
  const match = /^([1-9]\d{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (!match) return null;
  const [, year, quarter, month] = match;
  const first = quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1);
  const months = quarter ? 3 : month ? 1 : 12;
  const day = (value: number) => new Date(value).toISOString().slice(0, 10);
  return {
    from: day(Date.UTC(Number(year), first - 1, 1)),
    to: day(Date.UTC(Number(year), first - 1 + months, 0)),
  };
}

/** The years and quarters that touch the days from `first` to `last`, newest first, at most the last ten years of them. */
export function closePeriods(first: string | null, last: string | null): { value: string; label: string }[] {
  if (!first || !last) return [];
  const newest = Number(last.slice(0, 4));
  const oldest = Math.max(Number(first.slice(0, 4)), newest - 9);
  const periods: { value: string; label: string }[] = [];
  for (let year = newest; year >= oldest; year -= 1) {
    periods.push({ value: String(year), label: String(year) });
    for (const quarter of [4, 3, 2, 1]) {
      const value = `${year}-Q${quarter}`;
      const days = parsePeriod(value);
      if (days && days.from <= last && days.to >= first)
        periods.push({ value, label: `${year} Q${quarter}` });
    }
  }
  return periods;
}
