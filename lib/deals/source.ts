import { companies, contacts, deals, products } from "@/db/schema/tenant";
import type { RecordSource } from "@/lib/records/source";

/** What the rows of deals tell, for who may not see all of it. */
export const dealSource = {
  resource: "deal",
  table: deals,
  named: ["title"],
  along: {
    stageId: ["stage", "kind", "stageEnteredAt"],
    // An amount without its currency is none.
    currency: ["valueMinor"],
    companyId: ["company"],
    primaryContactId: ["primaryContact"],
    ownerId: ["owner"],
    productId: ["product"],
  },
  related: {
    companyId: { resource: "company", table: companies },
    primaryContactId: { resource: "contact", table: contacts },
    productId: { resource: "product", table: products },
  },
} as const satisfies RecordSource;
