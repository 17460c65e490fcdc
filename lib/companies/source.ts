import { companies } from "@/db/schema/tenant";
import type { RecordSource } from "@/lib/records/source";

/** What the rows of companies tell, for who may not see all of it. */
export const companySource = {
  resource: "company",
  table: companies,
  named: ["name"],
  along: {
    parentCompanyId: ["parent"],
    ownerId: ["owner"],
    // An amount without its currency is none.
    revenueCurrency: ["annualRevenueMinor"],
    annualRevenueMinor: ["revenueCurrency"],
  },
  related: { parentCompanyId: { resource: "company", table: companies } },
} as const satisfies RecordSource;
