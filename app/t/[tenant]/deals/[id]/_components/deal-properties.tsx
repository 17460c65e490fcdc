import Link from "next/link";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, MoneyText, RelativeTime } from "@/components/ui/values";
import { dealLabels as labels } from "@/lib/deals/names";
import type { getDeal } from "@/lib/deals/queries";
import { moneyIn } from "@/lib/format/money";
import { formatPercent } from "@/lib/format/number";
import type { StageKind } from "@/lib/pipelines/schema";
import { propertyOf } from "../../../_components/locked";

type Deal = Awaited<ReturnType<typeof getDeal>>;

type Props = { deal: Deal; kind: StageKind; locale: string };

/** The facts of a deal, without those that its stage has no use for. */
export function DealProperties({ deal, kind, locale }: Props) {
  const property = propertyOf(deal);
  const value = moneyIn(deal.valueMinor, deal.currency);
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
          property("valueMinor", labels.valueMinor, value && <MoneyText value={value} />),
          property(
            "probability",
            labels.probability,
            deal.probability === null ? null : formatPercent(deal.probability / 100, locale, 0),
          ),
          property("companyId", labels.companyId, link("companies", deal.companyId, deal.company)),
          property(
            "primaryContactId",
            labels.primaryContactId,
            link("contacts", deal.primaryContactId, deal.primaryContact),
          ),
          property("ownerId", labels.ownerId, deal.owner),
          property("productId", labels.productId, link("products", deal.productId, deal.product)),
          property("startDate", labels.startDate, <DateText value={deal.startDate} />),
          property(
            "expectedCloseDate",
            labels.expectedCloseDate,
            <DateText value={deal.expectedCloseDate} />,
          ),
          ...(kind === "open"
            ? []
            : [
                property(
                  "actualCloseDate",
                  labels.actualCloseDate,
                  <DateText value={deal.actualCloseDate} />,
                ),
              ]),
          ...(kind === "lost" ? [property("lostReason", labels.lostReason, deal.lostReason)] : []),
          property("dealSource", labels.dealSource, deal.dealSource),
          property("description", labels.description, deal.description),
          property("stageId", "In stage since", <DateText value={deal.stageEnteredAt} />),
          property("createdAt", "Created", <DateText value={deal.createdAt} />),
          property("updatedAt", "Updated", <RelativeTime value={deal.updatedAt} />),
          ...(deal.externalId ? [{ label: "External id", value: deal.externalId }] : []),
        ]}
      />
    </Card>
  );
}
