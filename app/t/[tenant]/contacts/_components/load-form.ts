import type { z } from "zod";
import { searchCompanies } from "@/lib/companies/queries";
import { getContact } from "@/lib/contacts/queries";
import type { contactFields } from "@/lib/contacts/schema";
import type { Context } from "@/lib/kernel";
import { chosenOf } from "../../_components/chosen";
import { lockedOf } from "../../_components/locked";

export type ContactValues = z.output<typeof contactFields>;

/** The form of a new contact: owned by whoever makes it, at the company that the address names. */
export async function newContact(ctx: Context, query: Record<string, string | string[] | undefined>) {
  const company = await chosenOf(ctx, searchCompanies, [query.company ?? []].flat());
  const owner = ctx.member && { id: ctx.member.id, label: ctx.member.displayName };
  const values: ContactValues = { ...nothing, companyId: company?.id ?? null, ownerId: owner?.id ?? null };
  return { values, chosen: { company, owner } };
}

/** The form of a contact that there is. @throws NotFound */
export async function existingContact(ctx: Context, id: string) {
  const contact = await getContact(ctx, { id });
  const { companyId, company, ownerId, owner } = contact;
  const values: ContactValues = { ...contact, tags: contact.tags ?? [] };
  return {
    refusal: contact.standing.update,
    locked: lockedOf(contact),
    name: contact.name,
    values,
    chosen: {
      company: companyId && company ? { id: companyId, label: company } : null,
      owner: ownerId && owner ? { id: ownerId, label: owner } : null,
    },
    editing: { id: contact.id, version: contact.version },
  };
}

const nothing = { firstName: "", lastName: null, title: null, email: null, phone: null, tags: [] };
