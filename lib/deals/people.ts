import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { contacts, dealContacts, deals } from "@/db/schema/tenant";
import type { TenantTx } from "@/db/tenant";
import { within } from "@/db/within";
import { assertCan, type Context, defineCommand } from "@/lib/kernel";
import { Invalid, NotFound } from "@/lib/kernel/errors";
import { readableIds, readingOf } from "@/lib/records/reading";
import { recordsOf } from "@/lib/records/source";
import { dealContactRoles } from "./roles";

const person = z.object({ dealId: z.uuid(), contactId: z.uuid("Choose a contact.") });
const withRole = person.extend({ role: z.enum(dealContactRoles, "Choose a role.") });

export const addDealPerson = defineCommand({
  name: "deal.add_person",
  permission: "deal:update",
  input: withRole,
  constraints: {
    deal_contacts_key: { field: "contactId", message: "This person is on the deal already." },
  },
  run: async ({ ctx, tx, input, audit }) => {
    await assertDeal(tx, ctx, input.dealId);
    const name = await contactName(tx, ctx, input.contactId);
    if (!name) throw new Invalid("This contact does not exist.", { contactId: ["Choose a contact."] });
    await tx.insert(dealContacts).values({ ...input, tenantId: ctx.tenantId });
    audit({
      action: "deal.person_added",
      resource: { type: "deal", id: input.dealId },
      after: { person: name, role: input.role },
    });
    return input;
  },
});

export const changeDealPerson = defineCommand({
  name: "deal.change_person",
  permission: "deal:update",
  input: withRole,
  run: async ({ ctx, tx, input, audit }) => {
    await assertDeal(tx, ctx, input.dealId);
    const before = await lockPerson(tx, ctx, input);
    if (before.role === input.role) {
      audit.nothing("it is their role already");
      return input;
    }
    await tx.update(dealContacts).set({ role: input.role }).where(on(ctx, input));
    const name = await contactName(tx, ctx, input.contactId);
    audit({
      action: "deal.person_changed",
      resource: { type: "deal", id: input.dealId },
      before: { person: name, role: before.role },
      after: { person: name, role: input.role },
    });
    return input;
  },
});

export const removeDealPerson = defineCommand({
  name: "deal.remove_person",
  permission: "deal:update",
  input: person,
  run: async ({ ctx, tx, input, audit }) => {
    await assertDeal(tx, ctx, input.dealId);
    const before = await lockPerson(tx, ctx, input);
    await tx.delete(dealContacts).where(on(ctx, input));
    audit({
      action: "deal.person_removed",
      resource: { type: "deal", id: input.dealId },
      before: { person: await contactName(tx, ctx, input.contactId), role: before.role },
    });
    return input;
  },
});

type Person = z.output<typeof person>;

const on = (ctx: Context, { dealId, contactId }: Person) =>
  within(ctx, dealContacts, eq(dealContacts.dealId, dealId), eq(dealContacts.contactId, contactId));

/** @throws NotFound, or Forbidden for a deal that the member may read and not edit. */
async function assertDeal(tx: TenantTx, ctx: Context, id: string): Promise<void> {
  const deal = (await recordsOf({ ctx, tx }, deals, [id])).get(id);
  if (!deal || deal.deletedAt) throw new NotFound();
  assertCan(ctx, "deal:update", deal);
}

/** Somebody whom the member may not see is not on the deal for them. */
async function lockPerson(tx: TenantTx, ctx: Context, input: Person) {
  const readable = readableIds(ctx, "contact", contacts)([input.contactId]);
  const [row] = await tx
    .select({ role: dealContacts.role })
    .from(dealContacts)
    .where(and(on(ctx, input), readable && inArray(dealContacts.contactId, readable)))
    .for("update");
  if (!row) throw new NotFound("This person is not on the deal any more.");
  return row;
}

/** What a contact is called; null when there is none that the member may read. */
async function contactName(tx: TenantTx, ctx: Context, id: string): Promise<string | null> {
  const { rows: readable } = readingOf(ctx, "contact", contacts);
  const [contact] = await tx
    .select({ first: contacts.firstName, last: contacts.lastName })
    .from(contacts)
    .where(within(ctx, contacts, eq(contacts.id, id), isNull(contacts.deletedAt), readable));
  return contact ? [contact.first, contact.last].filter(Boolean).join(" ") : null;
}
