import { inArray, isNull, sql } from "drizzle-orm";
import { companies, contacts, deals, products } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import { readingOf } from "@/lib/records/reading";
import type { ImportEntity } from "./fields/types";

const named = {
  company: { table: companies, name: sql<string>`${companies.name}` },
  contact: {
    table: contacts,
    name: sql<string>`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`,
  },
  deal: { table: deals, name: sql<string>`${deals.title}` },
  product: { table: products, name: sql<string>`${products.name}` },
};

/** The names of records of one kind, by id; without those that are deleted, or not the member's to read. */
export function nameRecords(
  entity: ImportEntity,
  ids: string[],
  { ctx, tx }: { ctx: Context; tx: TenantTx },
): Promise<{ id: string; name: string }[]> {
  const { table, name } = named[entity];
  return tx
    .select({ id: table.id, name })
    .from(table)
    .where(
      within(ctx, table, inArray(table.id, ids), isNull(table.deletedAt), readingOf(ctx, entity, table).rows),
    );
}
