import Link from "next/link";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, MoneyText, NumberText, RelativeTime } from "@/components/ui/values";
import { companyLabels as labels } from "@/lib/companies/names";
import type { Company } from "./company-header";

export function CompanyProperties({ company }: { company: Company }) {
  const { annualRevenueMinor, revenueCurrency, employeeCount, parentCompanyId } = company;
  const revenue =
    annualRevenueMinor === null || revenueCurrency === null
      ? null
      : { amountMinor: annualRevenueMinor, currency: revenueCurrency };
  const address = [
    company.street,
    [company.postalCode, company.city].filter(Boolean).join(" "),
    company.region,
  ];
  const lines = [...address, company.country].filter(Boolean);
  return (
    <Card title="Details">
      <PropertyList
        items={[
          { label: labels.domain, value: company.domain && <Domain domain={company.domain} /> },
          { label: labels.industry, value: company.industry },
          { label: labels.ownerId, value: company.owner },
          {
            label: labels.parentCompanyId,
            value: parentCompanyId && (
              <Link href={`/companies/${parentCompanyId}`} className="text-accent hover:underline">
                {company.parent}
              </Link>
            ),
          },
          { label: labels.annualRevenueMinor, value: revenue && <MoneyText value={revenue} whole /> },
          {
            label: labels.employeeCount,
            value: employeeCount === null ? null : <NumberText value={employeeCount} />,
          },
          { label: labels.companySize, value: company.companySize },
          { label: labels.yearFounded, value: company.yearFounded },
          {
            label: "Address",
            value: lines.length > 0 ? <span className="whitespace-pre-line">{lines.join("\n")}</span> : null,
          },
          { label: "Created", value: <DateText value={company.createdAt} /> },
          { label: "Updated", value: <RelativeTime value={company.updatedAt} /> },
          { label: "External id", value: company.externalId },
        ]}
      />
    </Card>
  );
}

function Domain({ domain }: { domain: string }) {
  return (
    <a href={`https://${domain}`} target="_blank" rel="noreferrer" className="text-accent hover:underline">
      {domain}
    </a>
  );
}
