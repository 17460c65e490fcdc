import { asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import {
  companies,
  contacts,
  dealContacts,
  deals,
  members,
  pipelineStages,
  products,
} from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { listPage } from "@/lib/lists/page";
import { dealConditions } from "./filters";
import { dealListInput } from "./schema";

const contactName = sql<
  string | null
>`nullif(concat_ws(' ', ${contacts.firstName}, ${contacts.lastName}), '')`;

/** A page of the deals. */
export const listDeals = defineQuery({
  name: "deal.list",
  permission: "deal:read",
  input: dealListInput,
  run: ({ ctx, tx, input }) =>
    listPage({
      ctx,
      tx,
      state: input,
      table: deals,
      search: "deals",
      sorts: {
        title: deals.titleKey,
        value: deals.valueMinor,
        expected: deals.expectedCloseDate,
        closed: deals.actualCloseDate,
        updated: deals.updatedAt,
        created: deals.createdAt,
      },
      where: dealConditions(ctx, input.filters),
      query: (cursor) =>
        tx
          .select({
            ...cursor,
            title: deals.title,
            valueMinor: deals.valueMinor,
            currency: deals.currency,
            probability: deals.probability,
            stage: pipelineStages.name,
            kind: pipelineStages.kind,
            company: companies.name,
            owner: members.displayName,
            product: products.name,
            expectedCloseDate: deals.expectedCloseDate,
            actualCloseDate: deals.actualCloseDate,
            dealSource: deals.dealSource,
            createdAt: deals.createdAt,
            updatedAt: deals.updatedAt,
          })
          .from(deals)
          .innerJoin(pipelineStages, within(ctx, pipelineStages, eq(pipelineStages.id, deals.stageId)))
          .leftJoin(companies, within(ctx, companies, eq(companies.id, deals.companyId)))
          .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
          .leftJoin(products, within(ctx, products, eq(products.id, deals.productId)))
          .$dynamic(),
    }),
});

/** One deal, with all that its page shows. */
export const getDeal = defineQuery({
  name: "deal.get",
  permission: "deal:read",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input }) => {
    const [deal] = await tx
      .select({
        id: deals.id,
        title: deals.title,
        stageId: deals.stageId,
        stageEnteredAt: deals.stageEnteredAt,
        valueMinor: deals.valueMinor,
        currency: deals.currency,
        probability: deals.probability,
        companyId: deals.companyId,
        company: companies.name,
        primaryContactId: deals.primaryContactId,
        primaryContact: contactName,
        ownerId: deals.ownerId,
        owner: members.displayName,
        productId: deals.productId,
        product: products.name,
        startDate: deals.startDate,
        expectedCloseDate: deals.expectedCloseDate,
        actualCloseDate: deals.actualCloseDate,
        lostReason: deals.lostReason,
        dealSource: deals.dealSource,
        description: deals.description,
        externalId: deals.externalId,
        version: deals.version,
        createdAt: deals.createdAt,
        updatedAt: deals.updatedAt,
      })
      .from(deals)
      .leftJoin(companies, within(ctx, companies, eq(companies.id, deals.companyId)))
      .leftJoin(contacts, within(ctx, contacts, eq(contacts.id, deals.primaryContactId)))
      .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
      .leftJoin(products, within(ctx, products, eq(products.id, deals.productId)))
      .where(within(ctx, deals, eq(deals.id, input.id), isNull(deals.deletedAt)));
    if (!deal) throw new NotFound();
    return deal;
  },
});

/** The people on a deal, the deciding ones first. */
export const listDealPeople = defineQuery({
  name: "deal.people",
  permission: "deal:read",
  input: z.object({ dealId: z.uuid() }),
  run: ({ ctx, tx, input }) =>
    tx
      .select({
        contactId: dealContacts.contactId,
        role: dealContacts.role,
        name: sql<string>`coalesce(${contactName}, '')`,
        title: contacts.title,
        company: companies.name,
      })
      .from(dealContacts)
      .innerJoin(
        contacts,
        within(ctx, contacts, eq(contacts.id, dealContacts.contactId), isNull(contacts.deletedAt)),
      )
      .leftJoin(companies, within(ctx, companies, eq(companies.id, contacts.companyId)))
      .where(within(ctx, dealContacts, eq(dealContacts.dealId, input.dealId)))
      .orderBy(asc(dealContacts.role), asc(contacts.nameKey), asc(contacts.id)),
});

/** The first and the last day on which a deal was closed: what the filter by period offers. */
export const getCloseRange = defineQuery({
  name: "deal.close_range",
  permission: "deal:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const [range] = await tx
      .select({
        first: sql<string | null>`min(${deals.actualCloseDate})::text`,
        last: sql<string | null>`max(${deals.actualCloseDate})::text`,
      })
      .from(deals)
      .where(within(ctx, deals, isNull(deals.deletedAt)));
    return range ?? { first: null, last: null };
  },
});
