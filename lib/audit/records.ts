import { inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  accessReviews,
  activities,
  companies,
  contacts,
  deals,
  imports,
  members,
  products,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { AuditRecord } from "./schema";

type Kind = {
  table: PgTable & { tenantId: PgColumn; id: PgColumn; deletedAt?: PgColumn };
  label: SQL | PgColumn;
  /** Where its pages are, if it has any. */
  path: string | null;
  currency?: PgColumn;
  /** That it was not deleted, where no date says so. */
  there?: SQL;
};

const kinds: Record<string, Kind> = {
  activity: { table: activities, label: activities.subject, path: "/activities" },
  company: {
    table: companies,
    label: companies.name,
    path: "/companies",
    currency: companies.revenueCurrency,
  },
  contact: {
    table: contacts,
    label: sql`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`,
    path: "/contacts",
  },
  deal: { table: deals, label: deals.title, path: "/deals", currency: deals.currency },
  import: { table: imports, label: imports.fileName, path: "/import" },
  member: { table: members, label: members.displayName, path: null },
  product: { table: products, label: products.name, path: "/products", currency: products.currency },
  review: { table: accessReviews, label: accessReviews.name, path: "/settings/reviews" },
  team: { table: teams, label: teams.name, path: "/settings/teams", there: sql`${teams.isActive}` },
};

/** A record as it is now; `currency` is that of its amounts. */
export type FoundRecord = AuditRecord & { currency: string | null };

/** The records that entries are about, by id: one query a kind. Of one that is deleted there is the name, and no page. */
export async function findRecords(
  ctx: Context,
  tx: TenantTx,
  entries: { resourceType: string; resourceId: string | null }[],
): Promise<ReadonlyMap<string, FoundRecord>> {
  const found = await Promise.all(
    Object.entries(kinds).map(async ([type, { table, label, path, currency, there }]) => {
      const ids = entries.flatMap(({ resourceType, resourceId }) =>
        resourceType === type && resourceId ? resourceId : [],
      );
      if (ids.length === 0) return [];
      const rows = await tx
        .select({
          id: sql<string>`${table.id}`,
          label: sql<string>`${label}`,
          currency: sql<string | null>`${currency ?? null}`,
          there: sql<boolean>`${there ?? sql`${table.deletedAt ?? sql`null::timestamptz`} is null`}`,
        })
        .from(table)
        .where(within(ctx, table, inArray(table.id, [...new Set(ids)])));
      return rows.map(({ id, there, ...row }): [string, FoundRecord] => [
        id,
        { ...row, href: path && there ? `${path}/${id}` : null },
      ]);
    }),
  );
  return new Map(found.flat());
}
