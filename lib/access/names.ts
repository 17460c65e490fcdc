import { inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  companies,
  contacts,
  deals,
  members,
  pipelineStages,
  products,
  roles,
  teams,
} from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import type { Context } from "@/lib/kernel";
import type { Permission } from "@/lib/rbac/permissions";

type Named = PgTable & { tenantId: PgColumn; id: PgColumn };
type Kind = { table: Named; name: SQL | PgColumn; reading?: Permission; deletedAt?: PgColumn };

/** What ids in conditions and in records can stand for. Of records, only those that whoever asks may read have a name. */
const kinds: Kind[] = [
  { table: members, name: members.displayName },
  { table: teams, name: teams.name },
  { table: roles, name: roles.name },
  { table: pipelineStages, name: pipelineStages.name },
  { table: companies, name: companies.name, reading: "company:read", deletedAt: companies.deletedAt },
  {
    table: contacts,
    name: sql`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`,
    reading: "contact:read",
    deletedAt: contacts.deletedAt,
  },
  { table: deals, name: deals.title, reading: "deal:read", deletedAt: deals.deletedAt },
  { table: products, name: products.name, reading: "product:read", deletedAt: products.deletedAt },
];

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The ids in a value, at any depth. */
function* idsIn(value: unknown): Generator<string> {
  if (typeof value === "string") {
    if (UUID.test(value)) yield value.toLowerCase();
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) yield* idsIn(item);
  }
}

/** The names behind all ids in these values, by id: one query a kind, and none without ids. */
export async function namesIn(
  tx: TenantTx,
  ctx: Context,
  values: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(values.flatMap((value) => [...idsIn(value)]))];
  if (ids.length === 0) return new Map();
  const found = await Promise.all(
    kinds.map(({ table, name, reading, deletedAt }) =>
      tx
        .select({ id: sql<string>`${table.id}`, name: sql<string>`${name}` })
        .from(table)
        .where(
          within(
            ctx,
            table,
            inArray(table.id, ids),
            deletedAt && isNull(deletedAt),
            reading && (ctx.can(reading) ? ctx.where(reading, table) : sql`false`),
          ),
        ),
    ),
  );
  return new Map(found.flat().map((row) => [row.id, row.name]));
}
