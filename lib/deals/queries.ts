import { asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
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
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { recordPage } from "@/lib/lists/page";
import { readableIds, readingOf } from "@/lib/records/reading";
import { seenPage } from "@/lib/records/seen";
import { seenWithStanding } from "@/lib/records/standing";
import { dealConditions } from "./filters";
import { dealListInput } from "./schema";
import { dealSource } from "./source";

const contactName = sql<
  string | null
>`nullif(concat_ws(' ', ${contacts.firstName}, ${contacts.lastName}), '')`;

/** A page of the deals. */
export const listDeals = defineQuery({
  name: "deal.list",
  permission: "deal:read",
  input: dealListInput,
  run: ({ ctx, tx, input }) => seenPage({ ctx, tx }, dealSource, dealPage({ ctx, tx, input })),
});

type DealPage = { ctx: Context; tx: TenantTx; input: z.output<typeof dealListInput> };

const dealPage = ({ ctx, tx, input }: DealPage) =>
  recordPage({
    ctx,
    tx,
    state: input,
    table: deals,
    resource: "deal",
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
        .leftJoin(companies, companyOf(ctx, deals.companyId))
        .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
        .leftJoin(products, productOf(ctx))
        .$dynamic(),
  });

/** Joins that find only what the member may read: a name that they may not see never leaves the database. */
const companyOf = (ctx: Context, id: PgColumn) =>
  within(ctx, companies, eq(companies.id, id), readingOf(ctx, "company", companies).rows);
const productOf = (ctx: Context) =>
  within(ctx, products, eq(products.id, deals.productId), readingOf(ctx, "product", products).rows);

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
        companyId: companies.id,
        company: companies.name,
        primaryContactId: contacts.id,
        primaryContact: contactName,
        ownerId: deals.ownerId,
        owner: members.displayName,
        productId: products.id,
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
      .leftJoin(companies, companyOf(ctx, deals.companyId))
      .leftJoin(
        contacts,
        within(
          ctx,
          contacts,
          eq(contacts.id, deals.primaryContactId),
          readingOf(ctx, "contact", contacts).rows,
        ),
      )
      .leftJoin(members, within(ctx, members, eq(members.id, deals.ownerId)))
      .leftJoin(products, productOf(ctx))
      .where(
        within(
          ctx,
          deals,
          eq(deals.id, input.id),
          isNull(deals.deletedAt),
          readingOf(ctx, "deal", deals).rows,
        ),
      );
    if (!deal) throw new NotFound();
    return seenWithStanding({ ctx, tx }, dealSource, deal);
  },
});

/** The people on a deal whom the member may see, the deciding ones first. */
export const listDealPeople = defineQuery({
  name: "deal.people",
  permission: "deal:read",
  input: z.object({ dealId: z.uuid() }),
  run: ({ ctx, tx, input }) => {
    const contact = readingOf(ctx, "contact", contacts);
    const deal = readableIds(ctx, "deal", deals)([input.dealId]);
    return tx
      .select({
        contactId: dealContacts.contactId,
        role: dealContacts.role,
        name: sql<string>`coalesce(${contactName}, '')`,
        title: sql<string | null>`${contact.shown("title", contacts.title)}`,
        company: sql<string | null>`${contact.shown("companyId", companies.name)}`,
      })
      .from(dealContacts)
      .innerJoin(
        contacts,
        within(
          ctx,
          contacts,
          eq(contacts.id, dealContacts.contactId),
          isNull(contacts.deletedAt),
          contact.rows,
        ),
      )
      .leftJoin(companies, companyOf(ctx, contacts.companyId))
      .where(
        within(
          ctx,
          dealContacts,
          eq(dealContacts.dealId, input.dealId),
          deal && inArray(dealContacts.dealId, deal),
        ),
      )
      .orderBy(asc(dealContacts.role), asc(contacts.nameKey), asc(contacts.id));
  },
});

/** The first and the last day on which a deal was closed: what the filter by period offers. */
export const getCloseRange = defineQuery({
  name: "deal.close_range",
  permission: "deal:read",
  input: z.object({}),
  run: async ({ ctx, tx }) => {
    const reading = readingOf(ctx, "deal", deals);
    const [range] = await tx
      .select({
        first: sql<string | null>`min(${deals.actualCloseDate})::text`,
        last: sql<string | null>`max(${deals.actualCloseDate})::text`,
      })
      .from(deals)
      .where(within(ctx, deals, isNull(deals.deletedAt), reading.rows, reading.of("actualCloseDate")));
    return range ?? { first: null, last: null };
  },
});
