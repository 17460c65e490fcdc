import { asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { companies, deals, members, pipelineStages } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { refersTo, textsOf } from "@/lib/lists/filters";
import { listPage } from "@/lib/lists/page";
import { pick, pickInput } from "@/lib/records/pick";
import { companyListInput } from "./schema";

const parents = alias(companies, "parent");

/** A page of the companies. */
export const listCompanies = defineQuery({
  name: "company.list",
  permission: "company:read",
  input: companyListInput,
  run: ({ ctx, tx, input: { filters, ...state } }) =>
    listPage({
      ctx,
      tx,
      state: { ...state, filters },
      table: companies,
      search: "companies",
      sorts: {
        name: companies.nameKey,
        revenue: companies.annualRevenueMinor,
        employees: companies.employeeCount,
        created: companies.createdAt,
        updated: companies.updatedAt,
      },
      where: [
        filters.industry && inArray(companies.industry, textsOf(filters.industry)),
        filters.country && inArray(companies.country, textsOf(filters.country)),
        refersTo(companies.ownerId, filters.owner),
        refersTo(companies.parentCompanyId, filters.parent),
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
          .leftJoin(
            parents,
            within(ctx, parents, eq(parents.id, companies.parentCompanyId), isNull(parents.deletedAt)),
          )
          .leftJoin(members, within(ctx, members, eq(members.id, companies.ownerId)))
          .$dynamic(),
    }),
});

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
      .leftJoin(
        parents,
        within(ctx, parents, eq(parents.id, companies.parentCompanyId), isNull(parents.deletedAt)),
      )
      .leftJoin(members, within(ctx, members, eq(members.id, companies.ownerId)))
      .where(within(ctx, companies, eq(companies.id, input.id), isNull(companies.deletedAt)));
    if (!company) throw new NotFound();
    return company;
  },
});

/** Companies for a picker. */
export const searchCompanies = defineQuery({
  name: "company.search",
  permission: "company:read",
  input: pickInput,
  run: ({ ctx, tx, input }) =>
    pick({
      ctx,
      tx,
      input,
      table: companies,
      entity: "companies",
      label: companies.name,
      hint: sql`concat_ws(', ', ${companies.industry}, ${companies.city}, ${companies.country})`,
    }),
});

const grouped = { industry: companies.industry, country: companies.country };

/** The industries or countries that companies have, for a filter, by name. */
export const searchCompanyValues = defineQuery({
  name: "company.values",
  permission: "company:read",
  input: z.object({ q: z.string().max(200).default(""), field: z.enum(["industry", "country"]) }),
  run: async ({ ctx, tx, input }) => {
    const column = grouped[input.field];
    const found = await tx
      .selectDistinct({ value: sql<string>`${column}` })
      .from(companies)
      .where(
        within(
          ctx,
          companies,
          isNull(companies.deletedAt),
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
  run: ({ ctx, tx, input }) =>
    tx
      .select({
        kind: pipelineStages.kind,
        currency: deals.currency,
        deals: sql<number>`count(*)::int`,
        /** Null while none of the deals has a value. */
        amountMinor: sql<bigint | null>`sum(${deals.valueMinor})`.mapWith(BigInt),
      })
      .from(deals)
      .innerJoin(pipelineStages, within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId)))
      .where(within(ctx, deals, eq(deals.companyId, input.id), isNull(deals.deletedAt)))
      .groupBy(pipelineStages.kind, deals.currency)
      .orderBy(desc(sql`sum(${deals.valueMinor})`)),
});
