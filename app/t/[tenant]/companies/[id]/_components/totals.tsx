import { Figure } from "@/components/charts/figure";
import type { getCompanyTotals } from "@/lib/companies/queries";
import { formatMoney } from "@/lib/format/money";
import { formatNumber } from "@/lib/format/number";

type Total = Awaited<ReturnType<typeof getCompanyTotals>>[number];
type Props = { companyId: string; totals: Total[]; settings: { locale: string; currency: string } };

const kinds = [
  { kind: "open", label: "Open" },
  { kind: "won", label: "Won" },
  { kind: "lost", label: "Lost" },
] as const;

/** What is open, won and lost with a company, each leading to its deals. Amounts of several currencies stand side by side. */
export function Totals({ companyId, totals, settings: { locale, currency: home } }: Props) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-3">
      {kinds.map(({ kind, label }) => {
        const mine = totals.filter((total) => total.kind === kind);
        const deals = mine.reduce((sum, total) => sum + total.deals, 0);
        const amounts = mine.flatMap(({ amountMinor, currency }) =>
          amountMinor === null ? [] : formatMoney({ amountMinor, currency }, { locale, home, whole: true }),
        );
        return (
          <Figure
            key={kind}
            label={label}
            value={amounts.join(" · ") || "—"}
            note={deals === 1 ? "1 deal" : `${formatNumber(deals, locale)} deals`}
            href={`/deals?f.company=${companyId}&f.kind=${kind}`}
          />
        );
      })}
    </div>
  );
}
