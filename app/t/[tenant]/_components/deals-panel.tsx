import { Hidden } from "@/components/ui/hidden";
import { MoneyText } from "@/components/ui/values";
import type { listDeals } from "@/lib/deals/queries";
import { moneyIn } from "@/lib/format/money";
import { RelatedPanel } from "./related-panel";

type Props = {
  deals: Awaited<ReturnType<typeof listDeals>>;
  /** The list of all of them. */
  href: string;
  createHref: string;
  refusal: string | null;
  /** What a row says beside its stage. */
  detail: "company" | "owner";
};

/** The largest deals of a record. */
export function DealsPanel({ deals, href, createHref, refusal, detail }: Props) {
  return (
    <RelatedPanel
      title="Deals"
      nothing="No deals."
      total={deals.total}
      allHref={href}
      create={{ label: "New deal", href: createHref, refusal }}
      rows={deals.rows.map((deal) => ({
        id: deal.id,
        href: `/deals/${deal.id}`,
        title: deal.title,
        detail: [deal.stage, deal[detail]].filter(Boolean).join(" · "),
        end: deal.hidden?.includes("valueMinor") ? (
          <Hidden />
        ) : (
          <MoneyText value={moneyIn(deal.valueMinor, deal.currency)} whole />
        ),
      }))}
    />
  );
}
