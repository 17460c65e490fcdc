import Link from "next/link";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, MoneyText, RelativeTime } from "@/components/ui/values";
import { dealLabels } from "@/lib/deals/names";
import type { getDeal } from "@/lib/deals/queries";
import { formatPercent } from "@/lib/format/number";
import type { StageKind } from "@/lib/pipelines/schema";

type Deal = Awaited<ReturnType<typeof getDeal>>;

type Props = { deal: Deal; kind: StageKind; locale: string };

/** The facts of a deal, without those that its stage has no use for. */
export function DealProperties({ deal, kind, locale }: Props) {
  const { valueMinor, currency } = deal;
  const link = (folder: string, id: string | null, name: string | null) =>
    id && (
      <Link href={`/${folder}/${id}`} className="hover:underline">
        {name}
      </Link>
    );
  return (
    <Card title="Details">
      <PropertyList
        items={[
          {
            label: dealLabels.valueMinor,
            value: valueMinor === null ? null : <MoneyText value={{ amountMinor: valueMinor, currency }} />,
          },
          {
            label: dealLabels.probability,
            value: formatPercent(deal.probability / 100, locale, 0),
          },
          { label: dealLabels.companyId, value: link("companies", deal.companyId, deal.company) },
          {
            label: dealLabels.primaryContactId,
            value: link("contacts", deal.primaryContactId, deal.primaryContact),
          },
          { label: dealLabels.ownerId, value: deal.owner },
          { label: dealLabels.productId, value: link("products", deal.productId, deal.product) },
          { label: dealLabels.startDate, value: <DateText value={deal.startDate} /> },
          { label: dealLabels.expectedCloseDate, value: <DateText value={deal.expectedCloseDate} /> },
          ...(kind === "open"
            ? []
            : [{ label: dealLabels.actualCloseDate, value: <DateText value={deal.actualCloseDate} /> }]),
          ...(kind === "lost" ? [{ label: dealLabels.lostReason, value: deal.lostReason }] : []),
          { label: dealLabels.dealSource, value: deal.dealSource },
          { label: dealLabels.description, value: deal.description },
          { label: "In stage since", value: <DateText value={deal.stageEnteredAt} /> },
          { label: "Created", value: <DateText value={deal.createdAt} /> },
          { label: "Updated", value: <RelativeTime value={deal.updatedAt} /> },
          ...(deal.externalId ? [{ label: "External id", value: deal.externalId }] : []),
        ]}
      />
    </Card>
  );
}
