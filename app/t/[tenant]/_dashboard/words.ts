import type { Total } from "@/lib/dashboard/totals";
import { formatMoney, type Money } from "@/lib/format/money";
import { formatNumber, formatPercent } from "@/lib/format/number";

type Settings = { locale: string; currency: string };
export type Words = ReturnType<typeof wordsOf>;

/** The dashboard's figures in words, as the workspace writes numbers and money. */
export function wordsOf({ locale, currency: home }: Settings) {
  const exactMoney = (money: Money) => formatMoney(money, { locale, home });
  const number = (value: number) => formatNumber(value, locale);
  const deals = (count: number) => `${number(count)} ${count === 1 ? "deal" : "deals"}`;
  const apart = ({ others }: Total) => others.map((money) => `, and ${exactMoney(money)}`).join("");
  return {
    number,
    deals,
    /** `, and EUR 96,400.00`: what stands beside the workspace's own currency, never in its sum. */
    apart,
    /** The same for the note under a chart, of which it is no part. */
    beside: ({ others }: Total) =>
      others.length > 0 ? `; beside it ${others.map(exactMoney).join(", ")}` : "",
    percent: (ratio: number) => formatPercent(ratio, locale, 2),
    /** `$3,086,111`, for titles. */
    whole: (money: Money) => formatMoney(money, { locale, home, whole: true }),
    /** `$3.1M`, on a mark. */
    short: (money: Money) => formatMoney(money, { locale, home, compact: true }),
    /** `$3,086,111.00, and EUR 96,400.00`. */
    money: (total: Total) => `${exactMoney(total.value)}${apart(total)}`,
    /** `$3,086,111.00 in 1,254 deals, and EUR 96,400.00`. */
    exact: (total: Total) => `${exactMoney(total.value)} in ${deals(total.count)}${apart(total)}`,
  };
}

/** The height of a mark: precise enough for a drawing. */
export const size = ({ amountMinor }: Money): number => Number(amountMinor);
