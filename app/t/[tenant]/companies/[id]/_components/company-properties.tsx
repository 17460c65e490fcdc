import Link from "next/link";
import { Card } from "@/components/ui/card";
import { PropertyList } from "@/components/ui/property-list";
import { DateText, MoneyText, NumberText, RelativeTime } from "@/components/ui/values";
import { companyLabels as labels } from "@/lib/companies/names";
import { moneyIn } from "@/lib/format/money";
import { propertyOf } from "../../../_components/locked";
import type { Company } from "./company-header";

export function CompanyProperties({ company }: { company: Company }) {
  const { employeeCount, parentCompanyId } = company;
  const property = propertyOf(company);
  const revenue = moneyIn(company.annualRevenueMinor, company.revenueCurrency);
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
          property("domain", labels.domain, company.domain && <Domain domain={company.domain} />),
          property("industry", labels.industry, company.industry),
          property("ownerId", labels.ownerId, company.owner),
          property(
            "parentCompanyId",
            labels.parentCompanyId,
            parentCompanyId && (
              <Link href={`/companies/${parentCompanyId}`} className="text-accent hover:underline">
                {company.parent}
              </Link>
            ),
          ),
          property(
            "annualRevenueMinor",
            labels.annualRevenueMinor,
            revenue && <MoneyText value={revenue} whole />,
          ),
          property(
            "employeeCount",
            labels.employeeCount,
            employeeCount === null ? null : <NumberText value={employeeCount} />,
          ),
          property("companySize", labels.companySize, company.companySize),
          property("yearFounded", labels.yearFounded, company.yearFounded),
          {
            label: "Address",
            value: lines.length > 0 ? <span className="whitespace-pre-line">{lines.join("\n")}</span> : null,
            hidden: lines.length === 0 && addressFields.some((field) => company.hidden?.includes(field)),
          },
          property("createdAt", "Created", <DateText value={company.createdAt} />),
          property("updatedAt", "Updated", <RelativeTime value={company.updatedAt} />),
          { label: "External id", value: company.externalId },
        ]}
      />
    </Card>
  );
}

const addressFields = ["street", "postalCode", "city", "region", "country"];

function Domain({ domain }: { domain: string }) {
  return (
    <a href={`https://${domain}`} target="_blank" rel="noreferrer" className="text-accent hover:underline">
      {domain}
    </a>
  );
}
