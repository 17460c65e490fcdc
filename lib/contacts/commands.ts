import { eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { contacts, members } from "@/db/schema/tenant";
import { within } from "@/db/within";
import { searchCompanies } from "@/lib/companies/queries";
import { assertCan, type Context, defineCommand } from "@/lib/kernel";
import { NotFound } from "@/lib/kernel/errors";
import { searchMembers } from "@/lib/members/queries";
import { changesOf } from "@/lib/records/changes";
import { defineDeletion } from "@/lib/records/deletion";
import { assertCreate, assertEdit, assertReferences, editOf } from "@/lib/records/edit";
import { fold } from "@/lib/records/fold";
import { assertFresh, type Wording } from "@/lib/records/stale";
import { choicesOf, idsAmong, namedBy } from "@/lib/records/wording";
import { contactLabels } from "./names";
import { contactFields, contactUpdate } from "./schema";
import { contactSource } from "./source";

type Fields = z.output<typeof contactFields>;

const constraints = {
  contacts_company_id_fk: { field: "companyId", message: "This company does not exist. Choose another one." },
  contacts_owner_id_fk: { field: "ownerId", message: "This person is not in the workspace." },
};

export const createContact = defineCommand({
  name: "contact.create",
  permission: "contact:create",
  input: contactFields,
  constraints,
  run: async ({ ctx, tx, input: given, audit }) => {
    const input = assertCreate(ctx, "contact", given);
    await assertReferences({ ctx, tx }, contactSource, input, constraints);
    const [created] = await tx
      .insert(contacts)
      .values({
        ...input,
        ...keysOf(input),
        tenantId: ctx.tenantId,
        createdBy: ctx.member?.id,
        updatedBy: ctx.member?.id,
      })
      .returning({ id: contacts.id });
    if (!created) throw new Error("The contact was not written.");
    audit({ action: "contact.created", resource: { type: "contact", id: created.id }, after: input });
    return created;
  },
});

export const updateContact = defineCommand({
  name: "contact.update",
  permission: "contact:update",
  input: contactUpdate,
  constraints,
  run: async ({ ctx, tx, input: { id, version, ...given }, audit }) => {
    const [row] = await tx
      .select({ contact: contacts, by: members.displayName })
      .from(contacts)
      .leftJoin(members, within(ctx, members, eq(members.id, contacts.updatedBy)))
      .where(within(ctx, contacts, eq(contacts.id, id), isNull(contacts.deletedAt)))
      .for("no key update", { of: contacts });
    if (!row) throw new NotFound();
    const { contact } = row;
    assertCan(ctx, "contact:update", contact);
    const { values: input, given: said, hidden } = await editOf({ ctx, tx }, contactSource, contact, given);
    await assertReferences({ ctx, tx }, contactSource, said, constraints);
    const wording = contact.version === version ? {} : await wordingOf(ctx, contact, input);
    assertFresh(contact, version, input, contactLabels, row.by, { wording, hidden });
    assertEdit(ctx, "contact", contact, input);
    const changes = changesOf(contact, input);
    if (!changes) {
      audit.nothing("saved without a change");
      return { id, version };
    }
    await tx
      .update(contacts)
      .set({
        ...input,
        ...keysOf(input),
        updatedBy: ctx.member?.id ?? null,
        version: sql`${contacts.version} + 1`,
      })
      .where(within(ctx, contacts, eq(contacts.id, id)));
    audit({ action: "contact.updated", resource: { type: "contact", id }, ...changes });
    return { id, version: version + 1 };
  },
});

export const { remove: deleteContacts, restore: restoreContacts } = defineDeletion("contact", contacts);

/** What sorting and look-ups compare. */
const keysOf = ({ firstName, lastName, email }: Fields) => ({
  nameKey: fold(`${lastName ?? ""} ${firstName}`),
  emailLc: email?.toLowerCase() ?? null,
});

async function wordingOf(ctx: Context, stored: Fields, yours: Fields): Promise<Wording> {
  const [companies, owners] = await Promise.all([
    choicesOf(ctx, searchCompanies, idsAmong(stored.companyId, yours.companyId)),
    choicesOf(ctx, searchMembers, idsAmong(stored.ownerId, yours.ownerId)),
  ]);
  return { companyId: namedBy(companies), ownerId: namedBy(owners) };
}
