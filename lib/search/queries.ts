import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { companies, contacts, deals, pipelineStages, products } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { foundBy, type SearchedEntity } from "@/lib/lists/search";
import type { ResourceName } from "@/lib/rbac/resources";
import { fold } from "@/lib/records/fold";
import { readingOf } from "@/lib/records/reading";
import { type SearchGroup, searchInput } from "./schema";

type Search = { ctx: Context; tx: TenantTx; q: string };

/** Records of every kind whose words begin with those of `q`, at most six of each that this person may read. */
export const searchAll = defineQuery({
  name: "search.all",
  permission: "workspace:read",
  input: searchInput,
  run: async ({ ctx, tx, input }) => {
    const search = { ctx, tx, q: input.q };
    const groups = await Promise.all([
      ctx.can("company:read") && findCompanies(search),
      ctx.can("contact:read") && findContacts(search),
      ctx.can("deal:read") && findDeals(search),
      ctx.can("product:read") && findProducts(search),
    ]);
    return groups.filter((group) => group !== false).filter((group) => group.items.length > 0);
  },
});

async function findDeals({ ctx, tx, q }: Search): Promise<SearchGroup> {
  const rows = await tx
    .select({
      id: deals.id,
      label: deals.title,
      stage: hint(ctx, "deal", deals, "stageId", pipelineStages.name),
    })
    .from(deals)
    .innerJoin(pipelineStages, within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId)))
    .where(within(ctx, deals, ...found(ctx, "deal", deals, "deals", q)))
    .orderBy(...best(deals.titleKey, q))
    .limit(SHOWN);
  return {
    heading: "Deals",
    items: rows.map(({ id, label, stage }) => ({
      id,
      label,
      hint: stage ?? undefined,
      href: `/deals/${id}`,
    })),
  };
}

async function findCompanies({ ctx, tx, q }: Search): Promise<SearchGroup> {
  const rows = await tx
    .select({
      id: companies.id,
      label: companies.name,
      industry: hint(ctx, "company", companies, "industry", companies.industry),
    })
    .from(companies)
    .where(within(ctx, companies, ...found(ctx, "company", companies, "companies", q)))
    .orderBy(...best(companies.nameKey, q))
    .limit(SHOWN);
  return {
    heading: "Companies",
    items: rows.map(({ id, label, industry }) => ({
      id,
      label,
      hint: industry ?? undefined,
      href: `/companies/${id}`,
    })),
  };
}

async function findContacts({ ctx, tx, q }: Search): Promise<SearchGroup> {
  const rows = await tx
    .select({
      id: contacts.id,
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      company: hint(ctx, "contact", contacts, "companyId", companies.name),
    })
    .from(contacts)
    .leftJoin(
      companies,
      within(ctx, companies, eq(companies.id, contacts.companyId), readingOf(ctx, "company", companies).rows),
    )
    .where(within(ctx, contacts, ...found(ctx, "contact", contacts, "contacts", q)))
    .orderBy(...best(contacts.nameKey, q))
    .limit(SHOWN);
  return {
    heading: "Contacts",
    items: rows.map(({ id, firstName, lastName, company }) => ({
      id,
      label: [firstName, lastName].filter(Boolean).join(" "),
      hint: company ?? undefined,
      href: `/contacts/${id}`,
    })),
  };
}

async function findProducts({ ctx, tx, q }: Search): Promise<SearchGroup> {
  const rows = await tx
    .select({
      id: products.id,
      label: products.name,
      sku: hint(ctx, "product", products, "sku", products.sku),
    })
    .from(products)
    .where(within(ctx, products, ...found(ctx, "product", products, "products", q)))
    .orderBy(...best(products.nameKey, q))
    .limit(SHOWN);
  return {
    heading: "Products",
    items: rows.map(({ id, label, sku }) => ({
      id,
      label,
      hint: sku ?? undefined,
      href: `/products/${id}`,
    })),
  };
}

const SHOWN = 6;

/** What the words find that this person may read. */
const found = (
  ctx: Context,
  resource: ResourceName,
  table: PgTable & { deletedAt: PgColumn },
  entity: SearchedEntity,
  q: string,
): (SQL | undefined)[] => [
  foundBy(ctx, entity, q),
  sql`${table.deletedAt} is null`,
  readingOf(ctx, resource, table).rows,
];

/** What stands beside a name, where its field may be read. */
const hint = (ctx: Context, resource: ResourceName, table: PgTable, field: string, column: PgColumn) =>
  sql<string | null>`${readingOf(ctx, resource, table).shown(field, column)}`;

/** What begins with the words as typed comes first. */
const best = (key: PgColumn, q: string): SQL[] => [sql`starts_with(${key}, ${fold(q)}) desc`, sql`${key}`];
