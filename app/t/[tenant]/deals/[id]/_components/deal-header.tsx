import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { MoneyText } from "@/components/ui/values";
import type { getDeal } from "@/lib/deals/queries";
import { moneyIn } from "@/lib/format/money";

type Deal = Awaited<ReturnType<typeof getDeal>>;

export function DealHeader({ deal }: { deal: Deal }) {
  const { companyId } = deal;
  const value = moneyIn(deal.valueMinor, deal.currency);
  return (
    <PageHeader
      title={deal.title}
      meta={
        <>
          {value && (
            <span className="font-medium text-ink">
              <MoneyText value={value} />
            </span>
          )}
          {companyId && (
            <Link href={`/companies/${companyId}`} className="hover:underline">
              {deal.company}
            </Link>
          )}
          {deal.owner && <span>Owned by {deal.owner}</span>}
        </>
      }
    />
  );
}
