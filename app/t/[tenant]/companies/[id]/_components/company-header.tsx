import { Avatar } from "@/components/ui/avatar";
import { PageHeader } from "@/components/ui/page-header";
import type { getCompany } from "@/lib/companies/queries";

export type Company = Awaited<ReturnType<typeof getCompany>>;

export function CompanyHeader({ company }: { company: Company }) {
  const place = [company.city, company.country].filter(Boolean).join(", ");
  return (
    <PageHeader
      lead={<Avatar name={company.name} size="lg" square />}
      title={company.name}
      meta={
        (company.industry || place) && (
          <>
            {company.industry && <span>{company.industry}</span>}
            {place && <span>{place}</span>}
          </>
        )
      }
    />
  );
}
