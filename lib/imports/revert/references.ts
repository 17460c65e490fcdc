import { isNotNull, isNull } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { activities, companies, contacts, dealContacts, deals, memberRoles } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { ImportEntity } from "../fields/types";
import { oneOf } from "./ids";

export type Revertible = ImportEntity | "member";

type Referring = {
  table: PgTable & { tenantId: PgColumn };
  column: PgColumn;
  deletedAt?: PgColumn;
  what: string;
};

const companiesBy = (column: PgColumn, what = "companies"): Referring => ({
  table: companies,
  column,
  deletedAt: companies.deletedAt,
  what,
});
const contactsBy = (column: PgColumn): Referring => ({
  table: contacts,
  column,
  deletedAt: contacts.deletedAt,
  what: "contacts",
});
const dealsBy = (column: PgColumn): Referring => ({
  table: deals,
  column,
  deletedAt: deals.deletedAt,
  what: "deals",
});
const activitiesBy = (column: PgColumn): Referring => ({
  table: activities,
  column,
  deletedAt: activities.deletedAt,
  what: "activities",
});

/** What can refer to a record, and so keeps it where it is. */
const referring: Record<Revertible, Referring[]> = {
  company: [
    dealsBy(deals.companyId),
    contactsBy(contacts.companyId),
    companiesBy(companies.parentCompanyId, "subsidiaries"),
    activitiesBy(activities.companyId),
  ],
  contact: [
    dealsBy(deals.primaryContactId),
    { table: dealContacts, column: dealContacts.contactId, what: "deals" },
    activitiesBy(activities.contactId),
  ],
  deal: [
    activitiesBy(activities.dealId),
    { table: dealContacts, column: dealContacts.dealId, what: "contacts" },
  ],
  product: [dealsBy(deals.productId)],
  member: [
    dealsBy(deals.ownerId),
    companiesBy(companies.ownerId),
    contactsBy(contacts.ownerId),
    activitiesBy(activities.assigneeId),
    { table: memberRoles, column: memberRoles.memberId, what: "roles" },
  ],
};

/** Those of the records that something still refers to, and what it is. Deleted records refer to nothing. */
export async function findReferences(
  kind: Revertible,
  ids: string[],
  { ctx, tx }: { ctx: Context; tx: TenantTx },
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { table, column, deletedAt, what } of referring[kind]) {
    const rows = await tx
      .selectDistinct({ id: column })
      .from(table)
      .where(within(ctx, table, oneOf(column, ids), isNotNull(column), deletedAt && isNull(deletedAt)));
    for (const { id } of rows) if (!found.has(String(id))) found.set(String(id), what);
  }
  return found;
}
