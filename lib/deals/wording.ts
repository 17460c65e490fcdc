import { inArray, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { companies, contacts, members, pipelineStages, products } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { formatMoney } from "@/lib/format/money";
import type { Context } from "@/lib/kernel";
import type { Wording } from "@/lib/records/stale";

type Named = PgTable & { tenantId: PgColumn; id: PgColumn };

const references: [field: string, table: Named, label: PgColumn | SQL][] = [
  ["stageId", pipelineStages, pipelineStages.name],
  ["companyId", companies, companies.name],
  ["primaryContactId", contacts, sql`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`],
  ["ownerId", members, members.displayName],
  ["productId", products, products.name],
];

type Values = Record<string, unknown> & { currency: string };

/** How the values of two versions of a deal read: references by name, the value as money. */
export async function dealWording(
  tx: TenantTx,
  ctx: Context,
  yours: Values,
  theirs: Values,
): Promise<Wording> {
  const { locale } = ctx.tenant.settings;
  const wording: Wording = {
    valueMinor: (value) =>
      typeof value === "bigint"
        ? formatMoney({ amountMinor: value, currency: theirs.currency }, { locale })
        : undefined,
  };
  for (const [field, table, label] of references) {
    const ids = [yours[field], theirs[field]].filter((id) => typeof id === "string");
    if (ids.length === 0) continue;
    const rows = await tx
      .select({ id: table.id, label: sql<string>`${label}` })
      .from(table)
      .where(within(ctx, table, inArray(table.id, ids)));
    wording[field] = (value) => rows.find((row) => row.id === value)?.label;
  }
  return wording;
}
