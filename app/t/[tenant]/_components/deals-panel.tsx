import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DateText, MoneyText } from "@/components/ui/values";
import type { listDeals } from "@/lib/deals/queries";

const SHOWN = 6;

type Props = {
  deals: Awaited<ReturnType<typeof listDeals>>;
  /** The list of all of them. */
  href: string;
  /** What a row says beside the title. */
  detail: "company" | "owner";
};

/** The newest deals of a record, and the way to all of them. */
export function DealsPanel({ deals, href, detail }: Props) {
  return (
    <Card
      flush
      title="Deals"
      actions={
        deals.total > 0 && (
          <Link href={href} className="text-accent text-sm hover:underline">
            All {deals.total}
          </Link>
        )
      }
    >
      {deals.total === 0 && <p className="px-4 py-3 text-muted text-sm">No deals.</p>}
      <ul className="divide-y">
        {deals.rows.slice(0, SHOWN).map((deal) => (
          <li key={deal.id} className="flex min-h-9 items-center gap-3 px-4 py-1.5 text-sm">
            <Link href={`/deals/${deal.id}`} className="min-w-0 flex-1 truncate font-medium hover:underline">
              {deal.title}
            </Link>
            <span className="max-w-40 truncate text-muted max-md:hidden">{deal[detail]}</span>
            <span className="w-24 truncate text-muted">{deal.stage}</span>
            <span className="w-24 text-right text-muted max-md:hidden">
              <DateText value={deal.actualCloseDate ?? deal.expectedCloseDate} />
            </span>
            <span className="w-24 text-right">
              <MoneyText
                value={
                  deal.valueMinor === null ? null : { amountMinor: deal.valueMinor, currency: deal.currency }
                }
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
