import type { listCompanies } from "@/lib/companies/queries";
import { RelatedPanel } from "../../../_components/related-panel";

type Props = {
  companies: Awaited<ReturnType<typeof listCompanies>>;
  parentId: string;
  refusal: string | null;
};

export function Subsidiaries({ companies, parentId, refusal }: Props) {
  return (
    <RelatedPanel
      title="Subsidiaries"
      nothing="No subsidiaries."
      total={companies.total}
      allHref={`/companies?f.parent=${parentId}`}
      create={{ label: "New subsidiary", href: `/companies/new?parent=${parentId}`, refusal }}
      rows={companies.rows.map((company) => ({
        id: company.id,
        href: `/companies/${company.id}`,
        title: company.name,
        detail: [company.industry, company.country].filter(Boolean).join(", "),
      }))}
    />
  );
}
