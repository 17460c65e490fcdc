import { companies, contacts } from "@/db/schema/tenant";
import type { RecordSource } from "@/lib/records/source";

/** What the rows of contacts tell, for who may not see all of it. */
export const contactSource = {
  resource: "contact",
  table: contacts,
  named: ["name", "firstName", "lastName"],
  along: { companyId: ["company"], ownerId: ["owner"] },
  related: { companyId: { resource: "company", table: companies } },
} as const satisfies RecordSource;
