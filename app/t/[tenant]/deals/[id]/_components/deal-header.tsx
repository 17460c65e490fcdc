import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { MoneyText } from "@/components/ui/values";
import type { getDeal } from "@/lib/deals/queries";

type Deal = Awaited<ReturnType<typeof getDeal>>;

export function DealHeader({ deal }: { deal: Deal }) {
  const { valueMinor, currency, companyId } = deal;
  return (
    <PageHeader
      title={deal.title}
      meta={
        <>
          {valueMinor !== null && (
            <span className="font-medium text-ink">
              <MoneyText value={{ amountMinor: valueMinor, currency }} />
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
