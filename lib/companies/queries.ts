import { asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { companies, deals, members, pipelineStages } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { dealFigures } from "@/lib/deals/figures";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { refersTo, textsOf } from "@/lib/lists/filters";
import { recordPage } from "@/lib/lists/page";
import { pick, pickInput } from "@/lib/records/pick";
import { readableIds, readingOf } from "@/lib/records/reading";
import { seenPage } from "@/lib/records/seen";
import { seenWithStanding } from "@/lib/records/standing";
import { companyListInput } from "./schema";
import { companySource } from "./source";

const parents = alias(companies, "parent");

/** A page of the companies. */
export const listCompanies = defineQuery({
  name: "company.list",
  permission: "company:read",
  input: companyListInput,
  run: ({ ctx, tx, input }) => seenPage({ ctx, tx }, companySource, companyPage({ ctx, tx, input })),
});

type CompanyPage = { ctx: Context; tx: TenantTx; input: z.output<typeof companyListInput> };

const companyPage = ({ ctx, tx, input: { filters, ...state } }: CompanyPage) => {
  const { by } = readingOf(ctx, "company", companies);
  return recordPage({
    ctx,
    tx,
    state: { ...state, filters },
    table: companies,
    resource: "company",
    search: "companies",
    sorts: {
      name: companies.nameKey,
      revenue: companies.annualRevenueMinor,
      employees: companies.employeeCount,
      created: companies.createdAt,
      updated: companies.updatedAt,
    },
    where: [
      by("industry", filters.industry && inArray(companies.industry, textsOf(filters.industry))),
      by("country", filters.country && inArray(companies.country, textsOf(filters.country))),
      by("ownerId", refersTo(companies.ownerId, filters.owner)),
      by(
        "parentCompanyId",
        refersTo(companies.parentCompanyId, filters.parent, readableIds(ctx, "company", companies)),
      ),
    ],
    query: (cursor) =>
      tx
        .select({
          ...cursor,
          name: companies.name,
          domain: companies.domain,
          industry: companies.industry,
          city: companies.city,
          country: companies.country,
          parent: parents.name,
          owner: members.displayName,
          employeeCount: companies.employeeCount,
          yearFounded: companies.yearFounded,
          annualRevenueMinor: companies.annualRevenueMinor,
          revenueCurrency: companies.revenueCurrency,
          createdAt: companies.createdAt,
          updatedAt: companies.updatedAt,
        })
        .from(companies)
        .leftJoin(parents, parentOf(ctx))
        .leftJoin(members, within(ctx, members, eq(members.id, companies.ownerId)))
        .$dynamic(),
  });
};

/** A parent that was deleted, or that the member may not read, is none. */
const parentOf = (ctx: Context) =>
  within(
    ctx,
    parents,
    eq(parents.id, companies.parentCompanyId),
    isNull(parents.deletedAt),
    readingOf(ctx, "company", parents).rows,
  );

/** One company, with all that its page shows. A parent that was deleted is none. */
export const getCompany = defineQuery({
  name: "company.get",
  permission: "company:read",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input }) => {
    const [company] = await tx
      .select({
        id: companies.id,
        name: companies.name,
        domain: companies.domain,
        industry: companies.industry,
        parentCompanyId: parents.id,
        parent: parents.name,
        ownerId: companies.ownerId,
        owner: members.displayName,
        companySize: companies.companySize,
        employeeCount: companies.employeeCount,
        yearFounded: companies.yearFounded,
        annualRevenueMinor: companies.annualRevenueMinor,
        revenueCurrency: companies.revenueCurrency,
        street: companies.street,
        city: companies.city,
        region: companies.region,
        postalCode: companies.postalCode,
        country: companies.country,
        externalId: companies.externalId,
        version: companies.version,
        createdAt: companies.createdAt,
        updatedAt: companies.updatedAt,
      })
      .from(companies)
      .leftJoin(parents, parentOf(ctx))
      .leftJoin(members, within(ctx, members, eq(members.id, companies.ownerId)))
      .where(
        within(
          ctx,
          companies,
          eq(companies.id, input.id),
          isNull(companies.deletedAt),
          readingOf(ctx, "company", companies).rows,
        ),
      );
    if (!company) throw new NotFound();
    return seenWithStanding({ ctx, tx }, companySource, company);
  },
});

/** Companies for a picker. */
export const searchCompanies = defineQuery({
  name: "company.search",
  permission: "company:read",
  input: pickInput,
  run: ({ ctx, tx, input }) => {
    const { shown } = readingOf(ctx, "company", companies);
    const known = (["industry", "city", "country"] as const).map((field) => shown(field, companies[field]));
    return pick({
      ctx,
      tx,
      input,
      table: companies,
      resource: "company",
      entity: "companies",
      label: companies.name,
      hint: sql`concat_ws(', ', ${sql.join(known, sql`, `)})`,
    });
  },
});

const grouped = { industry: companies.industry, country: companies.country };

/** The industries or countries that companies have, for a filter, by name. */
export const searchCompanyValues = defineQuery({
  name: "company.values",
  permission: "company:read",
  input: z.object({ q: z.string().max(200).default(""), field: z.enum(["industry", "country"]) }),
  run: async ({ ctx, tx, input }) => {
    const column = grouped[input.field];
    const reading = readingOf(ctx, "company", companies);
    const found = await tx
      .selectDistinct({ value: sql<string>`${column}` })
      .from(companies)
      .where(
        within(
          ctx,
          companies,
          isNull(companies.deletedAt),
          reading.rows,
          reading.of(input.field),
          sql`${column} is not null`,
          sql`strpos(app.fold(${column}), app.fold(${input.q})) > 0`,
        ),
      )
      .orderBy(asc(sql`${column}`))
      .limit(20);
    return found.map(({ value }) => value);
  },
});

/** What a company's deals come to, by outcome and currency: amounts of two currencies are never added up. */
export const getCompanyTotals = defineQuery({
  name: "company.totals",
  permission: "deal:read",
  input: z.object({ id: z.uuid() }),
  run: ({ ctx, tx, input }) => {
    const reading = readingOf(ctx, "deal", deals);
    const figures = dealFigures(ctx);
    const known = readableIds(ctx, "company", companies)([input.id]);
    return tx
      .select({
        kind: pipelineStages.kind,
        currency: figures.currency,
        deals: sql<number>`count(*)::int`,
        /** Null while none of the deals has a value. */
        amountMinor: sql<bigint | null>`case when ${figures.valued} > 0 then ${figures.value} end`.mapWith(
          BigInt,
        ),
      })
      .from(deals)
      .innerJoin(pipelineStages, within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId)))
      .where(
        within(
          ctx,
          deals,
          eq(deals.companyId, input.id),
          known && inArray(deals.companyId, known),
          isNull(deals.deletedAt),
          reading.rows,
          reading.of("companyId", "stageId"),
        ),
      )
      .groupBy(pipelineStages.kind, sql`2`)
      .orderBy(desc(figures.value));
  },
});
