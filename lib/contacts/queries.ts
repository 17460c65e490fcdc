import { arrayOverlaps, asc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { companies, contacts, members } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { type Context, defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { refersTo } from "@/lib/lists/filters";
import { recordPage } from "@/lib/lists/page";
import { pick, pickInput } from "@/lib/records/pick";
import { readableIds, readingOf } from "@/lib/records/reading";
import { seenPage } from "@/lib/records/seen";
import { seenWithStanding } from "@/lib/records/standing";
import { contactListInput } from "./schema";
import { contactSource } from "./source";

const employers = alias(companies, "employer");

const fullName = sql<string>`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`;

/** A page of the contacts. */
export const listContacts = defineQuery({
  name: "contact.list",
  permission: "contact:read",
  input: contactListInput,
  run: ({ ctx, tx, input }) => seenPage({ ctx, tx }, contactSource, contactPage({ ctx, tx, input })),
});

type ContactPage = { ctx: Context; tx: TenantTx; input: z.output<typeof contactListInput> };

const contactPage = ({ ctx, tx, input: { filters, ...state } }: ContactPage) => {
  const { by } = readingOf(ctx, "contact", contacts);
  return recordPage({
    ctx,
    tx,
    state: { ...state, filters },
    table: contacts,
    resource: "contact",
    search: "contacts",
    sorts: { name: contacts.nameKey, created: contacts.createdAt, updated: contacts.updatedAt },
    where: [
      by("companyId", refersTo(contacts.companyId, filters.company, readableIds(ctx, "company", companies))),
      by("ownerId", refersTo(contacts.ownerId, filters.owner)),
      by("tags", filters.tag && arrayOverlaps(contacts.tags, filters.tag)),
    ],
    query: (cursor) =>
      tx
        .select({
          ...cursor,
          name: fullName,
          title: contacts.title,
          company: companies.name,
          email: contacts.email,
          phone: contacts.phone,
          owner: members.displayName,
          tags: contacts.tags,
          createdAt: contacts.createdAt,
          updatedAt: contacts.updatedAt,
        })
        .from(contacts)
        .leftJoin(companies, companyOf(ctx))
        .leftJoin(members, within(ctx, members, eq(members.id, contacts.ownerId)))
        .$dynamic(),
  });
};

/** A company that was deleted, or that the member may not read, is none. */
const companyOf = (ctx: Context) =>
  within(
    ctx,
    companies,
    eq(companies.id, contacts.companyId),
    isNull(companies.deletedAt),
    readingOf(ctx, "company", companies).rows,
  );

/** One contact, with all that its page shows. A company that was deleted is none. */
export const getContact = defineQuery({
  name: "contact.get",
  permission: "contact:read",
  input: z.object({ id: z.uuid() }),
  run: async ({ ctx, tx, input }) => {
    const [contact] = await tx
      .select({
        id: contacts.id,
        name: fullName,
        firstName: contacts.firstName,
        lastName: contacts.lastName,
        title: contacts.title,
        companyId: companies.id,
        company: companies.name,
        email: contacts.email,
        phone: contacts.phone,
        ownerId: contacts.ownerId,
        owner: members.displayName,
        tags: contacts.tags,
        externalId: contacts.externalId,
        version: contacts.version,
        createdAt: contacts.createdAt,
        updatedAt: contacts.updatedAt,
      })
      .from(contacts)
      .leftJoin(companies, companyOf(ctx))
      .leftJoin(members, within(ctx, members, eq(members.id, contacts.ownerId)))
      .where(
        within(
          ctx,
          contacts,
          eq(contacts.id, input.id),
          isNull(contacts.deletedAt),
          readingOf(ctx, "contact", contacts).rows,
        ),
      );
    if (!contact) throw new NotFound();
    return seenWithStanding({ ctx, tx }, contactSource, contact);
  },
});

/** Contacts for a picker, with the company that each is at. */
export const searchContacts = defineQuery({
  name: "contact.search",
  permission: "contact:read",
  input: pickInput,
  run: ({ ctx, tx, input }) => {
    const { shown } = readingOf(ctx, "contact", contacts);
    const company = sql`(select ${employers.name} from ${companies} employer where ${within(
      ctx,
      employers,
      eq(employers.id, contacts.companyId),
      readingOf(ctx, "company", employers).rows,
    )})`;
    return pick({
      ctx,
      tx,
      input,
      table: contacts,
      resource: "contact",
      entity: "contacts",
      label: fullName,
      hint: sql`concat_ws(', ', ${shown("title", contacts.title)}, ${shown("companyId", company)})`,
    });
  },
});

/** The tags that contacts have, for a filter and for tagging, by name. */
export const searchTags = defineQuery({
  name: "contact.tags",
  permission: "contact:read",
  input: z.object({ q: z.string().max(200).default("") }),
  run: async ({ ctx, tx, input }) => {
    const tag = sql<string>`unnest(${contacts.tags})`;
    const reading = readingOf(ctx, "contact", contacts);
    const tags = tx
      .selectDistinct({ tag: tag.as("tag") })
      .from(contacts)
      .where(within(ctx, contacts, isNull(contacts.deletedAt), reading.rows, reading.of("tags")))
      .as("tags");
    const found = await tx
      .select({ tag: tags.tag })
      .from(tags)
      .where(sql`strpos(app.fold(${tags.tag}), app.fold(${input.q})) > 0`)
      .orderBy(asc(tags.tag))
      .limit(20);
    return found.map((row) => row.tag);
  },
});
