import { arrayOverlaps, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { companies, contacts, members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { defineQuery } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { refersTo } from "@/lib/lists/filters";
import { listPage } from "@/lib/lists/page";
import { pick, pickInput } from "@/lib/records/pick";
import { contactListInput } from "./schema";

const fullName = sql<string>`concat_ws(' ', ${contacts.firstName}, ${contacts.lastName})`;

/** A page of the contacts. */
export const listContacts = defineQuery({
  name: "contact.list",
  permission: "contact:read",
  input: contactListInput,
  run: ({ ctx, tx, input: { filters, ...state } }) =>
    listPage({
      ctx,
      tx,
      state: { ...state, filters },
      table: contacts,
      search: "contacts",
      sorts: { name: contacts.nameKey, created: contacts.createdAt, updated: contacts.updatedAt },
      where: [
        refersTo(contacts.companyId, filters.company),
        refersTo(contacts.ownerId, filters.owner),
        filters.tag && arrayOverlaps(contacts.tags, filters.tag),
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
          .leftJoin(
            companies,
            within(ctx, companies, eq(companies.id, contacts.companyId), isNull(companies.deletedAt)),
          )
          .leftJoin(members, within(ctx, members, eq(members.id, contacts.ownerId)))
          .$dynamic(),
    }),
});

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
      .leftJoin(
        companies,
        within(ctx, companies, eq(companies.id, contacts.companyId), isNull(companies.deletedAt)),
      )
      .leftJoin(members, within(ctx, members, eq(members.id, contacts.ownerId)))
      .where(within(ctx, contacts, eq(contacts.id, input.id), isNull(contacts.deletedAt)));
    if (!contact) throw new NotFound();
    return contact;
  },
});

/** Contacts for a picker, with the company that each is at. */
export const searchContacts = defineQuery({
  name: "contact.search",
  permission: "contact:read",
  input: pickInput,
  run: ({ ctx, tx, input }) =>
    pick({
      ctx,
      tx,
      input,
      table: contacts,
      entity: "contacts",
      label: fullName,
      hint: sql`concat_ws(', ', ${contacts.title}, (
        select c.name from ${companies} c
        where c.tenant_id = ${ctx.tenantId} and c.id = ${contacts.companyId}))`,
    }),
});

/** The tags that contacts have, for a filter and for tagging, by name. */
export const searchTags = defineQuery({
  name: "contact.tags",
  permission: "contact:read",
  input: z.object({ q: z.string().max(200).default("") }),
  run: async ({ ctx, tx, input }) => {
    const tag = sql<string>`unnest(${contacts.tags})`;
    const tags = tx
      .selectDistinct({ tag: tag.as("tag") })
      .from(contacts)
      .where(within(ctx, contacts, isNull(contacts.deletedAt)))
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
