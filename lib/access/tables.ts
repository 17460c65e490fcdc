import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { activities, companies, contacts, deals, products } from "@/db/schema/tenant";
import type { ResourceName } from "@/lib/rbac/resources";

export type RecordTable = PgTable & { tenantId: PgColumn; id: PgColumn; deletedAt: PgColumn };

/** Where the records of each resource are. */
export const tables: Record<ResourceName, RecordTable> = {
  company: companies,
  contact: contacts,
  deal: deals,
  activity: activities,
  product: products,
};
