import { companies } from "@/db/schema/tenant";
import { fold } from "@/lib/records/fold";
import { asIs, pick } from "./pick";
import type { Adapter } from "./types";

export const companyAdapter: Adapter = {
  entity: "company",
  table: companies,
  keys: {
    name: { column: "nameKey", normalise: fold },
    external_id: { column: "externalId", normalise: asIs },
    domain: { column: "domain", normalise: asIs },
  },
  unique: "external_id",
  columns: (values, { currency }) => ({
    ...pick(values, {
      name: "name",
      external_id: "externalId",
      domain: "domain",
      industry: "industry",
      street: "street",
      city: "city",
      region: "region",
      postal_code: "postalCode",
      country: "country",
      parent_company: "parentCompanyId",
      company_size: "companySize",
      employee_count: "employeeCount",
      year_founded: "yearFounded",
      annual_revenue: "annualRevenueMinor",
      owner: "ownerId",
    }),
    ...(values.has("annual_revenue") ? { revenueCurrency: currency } : {}),
  }),
  complete: (columns) =>
    columns.name === undefined ? columns : { ...columns, nameKey: fold(String(columns.name)) },
  missing: ({ name }) => (name ? null : "The row has no name"),
};
